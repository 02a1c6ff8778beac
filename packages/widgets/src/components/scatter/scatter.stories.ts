import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { STATES } from '../../../fixtures/almanac.ts';
import './index.ts';

const meta: Meta = { title: 'Scatter', component: 'almanac-scatter', args: { cohort: 'demo' } };
export default meta;
type Story = StoryObj;

export const Chart: Story = {};
export const Loading: Story = { parameters: { almanac: STATES.loading } };
export const Offline: Story = { parameters: { almanac: STATES.offline } };
export const Missing: Story = { parameters: { almanac: STATES.missing } };
