import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { STATES } from '../../../fixtures/almanac.ts';
import './index.ts';

const meta: Meta = { title: 'Saved lists', component: 'almanac-saved-lists', args: {} };
export default meta;
type Story = StoryObj;

export const Two: Story = {};
export const None: Story = {
  parameters: { almanac: { answers: { '/v1/filters': { items: [], next_cursor: null } } } },
};
export const SignedOut: Story = { parameters: { almanac: STATES.refused } };
export const Loading: Story = { parameters: { almanac: STATES.loading } };
export const Offline: Story = { parameters: { almanac: STATES.offline } };
export const Missing: Story = { parameters: { almanac: STATES.missing } };
