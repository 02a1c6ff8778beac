import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { MOVERS, STATES } from '../../../fixtures/almanac.ts';
import './index.ts';

const meta: Meta = { title: 'Movers', component: 'almanac-movers', args: { cohort: 'demo' } };
export default meta;
type Story = StoryObj;

export const Moved: Story = {};
export const Nothing: Story = {
  parameters: { almanac: { answers: { '/movers': { ...MOVERS, risers: [], fallers: [], entered: [], left: [] } } } },
};
export const Loading: Story = { parameters: { almanac: STATES.loading } };
export const Offline: Story = { parameters: { almanac: STATES.offline } };
export const Missing: Story = { parameters: { almanac: STATES.missing } };
