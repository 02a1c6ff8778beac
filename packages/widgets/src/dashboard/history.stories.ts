import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { cases, READING, withAttributes } from '../../fixtures/cases.ts';
import { ACTIVE_RUN, RUNS } from '../../fixtures/desks.ts';
import { COHORT } from '../../fixtures/house.ts';
import './index.ts';

const meta: Meta = { title: 'Dashboard/History', component: 'almanac-history', args: { cohort: 'demo' } };
export default meta;
type Story = StoryObj;

const reader = { ...COHORT, can: { edit: false, sync: false, own: false, see_names: false } };
const active = { ...RUNS, items: [ACTIVE_RUN, ...RUNS.items], next_cursor: 'older' };
const none = { items: [], next_cursor: null };

export const ForAnOwner: Story = { parameters: { almanac: { answers: { '/runs': RUNS } } } };
export const ForAReader: Story = {
  parameters: { almanac: { answers: { '/runs': RUNS, '/v1/cohorts/demo': reader } } },
};
export const UnderWay: Story = { parameters: { almanac: { answers: { '/runs/13': ACTIVE_RUN, '/runs': active } } } };
export const None: Story = { parameters: { almanac: { answers: { '/runs': none } } } };
export const Reading: Story = cases('almanac-history', withAttributes(READING, { cohort: 'demo' }));
