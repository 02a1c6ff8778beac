import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { STATES } from '../../fixtures/almanac.ts';
import { type Case, cases, fill, press, withAttributes } from '../../fixtures/cases.ts';
import { NEW_INVITE } from '../../fixtures/house.ts';
import './index.ts';

const meta: Meta = { title: 'Dashboard/Join', component: 'almanac-join', args: { cohort: 'demo' } };
export default meta;
type Story = StoryObj;

const make =
  (username = ''): Case['act'] =>
  (root) => {
    fill(root, 'username', username);
    fill(root, 'name', 'Tuesday club');
    press(root);
  };

export const Form: Story = {};
export const Making: Story = cases(
  'almanac-join',
  withAttributes(
    {
      'On its way': { almanac: STATES.loading, act: make(), shows: '[part="slow"]' },
      Made: { almanac: { answers: { '/invites': NEW_INVITE } }, act: make(), shows: '.secret' },
      'Not a name': {
        almanac: {
          problem: {
            status: 400,
            code: 'invalid-request',
            detail: 'One field is not as it has to be.',
            errors: [{ in: 'body', name: '/username', message: 'is no name on Letterboxd' }],
          },
        },
        act: make('odile keeps'),
        shows: '.fault',
      },
      Refused: { almanac: STATES.refused, act: make(), shows: '.fault' },
      Offline: { almanac: STATES.offline, act: make(), shows: '.fault' },
    },
    { cohort: 'demo' },
  ),
);
