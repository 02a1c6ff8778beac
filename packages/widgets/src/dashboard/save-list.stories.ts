import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { refuse, SAVED } from '../../fixtures/almanac.ts';
import { cases, fill, press, withAttributes } from '../../fixtures/cases.ts';
import './index.ts';

const meta: Meta = {
  title: 'Dashboard/Save a list',
  component: 'almanac-save-list',
  args: { cohort: 'demo', filter: 'genre=horror' },
};
export default meta;
type Story = StoryObj;

const save = (root: ShadowRoot) => {
  fill(root, 'name', 'Horror for two');
  press(root);
};

export const Ready: Story = {};
export const Saving: Story = cases(
  'almanac-save-list',
  withAttributes(
    {
      Saved: { almanac: { answers: { '/v1/filters': SAVED.items[0] } }, act: save, shows: '.done' },
      Refused: {
        almanac: {
          answers: {
            '/v1/filters': refuse({ status: 409, code: 'conflict', detail: 'You have a list of this name.' }),
          },
        },
        act: save,
        shows: '.fault',
      },
    },
    { cohort: 'demo', filter: 'genre=horror' },
  ),
);
