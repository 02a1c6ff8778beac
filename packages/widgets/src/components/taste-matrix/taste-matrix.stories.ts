import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { STATES } from '../../../fixtures/almanac.ts';
import './index.ts';

const meta: Meta = { title: 'Taste matrix', component: 'almanac-taste-matrix', args: { cohort: 'demo' } };
export default meta;
type Story = StoryObj;

export const Twelve: Story = {};
export const Unauthorised: Story = { parameters: { almanac: STATES.refused } };
export const Loading: Story = { parameters: { almanac: STATES.loading } };
export const Offline: Story = { parameters: { almanac: STATES.offline } };
export const Missing: Story = { parameters: { almanac: STATES.missing } };
