import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { STATES } from '../../../fixtures/almanac.ts';
import './index.ts';

const meta: Meta = { title: 'Runs', component: 'almanac-runs', args: { cohort: 'demo' } };
export default meta;
type Story = StoryObj;

export const Ended: Story = {};
export const None: Story = { parameters: { almanac: { answers: { '/runs': { items: [], next_cursor: null } } } } };
export const Loading: Story = { parameters: { almanac: STATES.loading } };
export const Offline: Story = { parameters: { almanac: STATES.offline } };
export const Missing: Story = { parameters: { almanac: STATES.missing } };
