import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { STATES } from '../../../fixtures/almanac.ts';
import './index.ts';

const meta: Meta = { title: 'Cohort picker', component: 'almanac-cohort-picker', args: {} };
export default meta;
type Story = StoryObj;

export const One: Story = {};
export const Chosen: Story = { args: { value: 'demo' } };
export const None: Story = {
  parameters: { almanac: { answers: { '/v1/cohorts': { items: [], next_cursor: null } } } },
};
export const Loading: Story = { parameters: { almanac: STATES.loading } };
export const Offline: Story = { parameters: { almanac: STATES.offline } };
export const Missing: Story = { parameters: { almanac: STATES.missing } };
