import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { STATES } from '../../fixtures/almanac.ts';
import { cases, press, withAttributes } from '../../fixtures/cases.ts';
import { GOING } from '../../fixtures/house.ts';
import './index.ts';

const meta: Meta = { title: 'Dashboard/Sync button', component: 'almanac-sync-button', args: { cohort: 'demo' } };
export default meta;
type Story = StoryObj;

const act = (root: ShadowRoot) => press(root, 'button');

export const AtRest: Story = {};
export const Pressed: Story = cases(
  'almanac-sync-button',
  withAttributes(
    {
      'On its way': { almanac: STATES.loading, act, shows: '[part="slow"]' },
      Queued: { almanac: GOING.queued, act, shows: 'progress' },
      'Under way': { almanac: GOING.on, act, shows: 'progress[value]' },
      Done: { almanac: GOING.done, act, shows: '.done' },
      'Done in part': { almanac: GOING.partial, act, shows: '.done' },
      Refused: { almanac: STATES.refused, act, shows: '.fault' },
      Offline: { almanac: STATES.offline, act, shows: '.fault' },
    },
    { cohort: 'demo' },
  ),
);
