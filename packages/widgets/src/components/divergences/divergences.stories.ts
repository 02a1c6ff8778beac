import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { STATES } from '../../../fixtures/almanac.ts';
import recorded from '../../../fixtures/recorded/divergence.json';
import './index.ts';

const meta: Meta = { title: 'Divergences', component: 'almanac-divergences', args: { cohort: 'demo', limit: 6 } };
export default meta;
type Story = StoryObj;

export const Both: Story = {};
export const Higher: Story = { args: { side: 'higher' } };
export const Empty: Story = {
  parameters: { almanac: { answers: { '/insights': { ...recorded, positive: [], negative: [] } } } },
};
export const Loading: Story = { parameters: { almanac: STATES.loading } };
export const Broken: Story = { parameters: { almanac: STATES.broken } };
