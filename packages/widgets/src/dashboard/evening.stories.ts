import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { cases, READING, withAttributes } from '../../fixtures/cases.ts';
import './index.ts';

const meta: Meta = { title: 'Dashboard/Evening', component: 'almanac-evening', args: { cohort: 'demo' } };
export default meta;
type Story = StoryObj;

export const Choosing: Story = {};
export const Chosen: Story = { args: { members: 'odile_keeps,backrow_bea' } };
export const NobodyYet: Story = {
  parameters: { almanac: { answers: { '/members': { items: [], next_cursor: null } } } },
};
export const Reading: Story = cases('almanac-evening', withAttributes(READING, { cohort: 'demo' }));
