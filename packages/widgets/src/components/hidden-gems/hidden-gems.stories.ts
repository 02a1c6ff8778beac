import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { STATES } from '../../../fixtures/almanac.ts';
import recorded from '../../../fixtures/recorded/hidden-gems.json';
import './index.ts';

const meta: Meta = { title: 'Hidden gems', component: 'almanac-hidden-gems', args: { cohort: 'demo' } };
export default meta;
type Story = StoryObj;

export const Full: Story = {};
export const Compact: Story = { args: { density: 'compact' } };
export const WithoutHeading: Story = { args: { heading: '' } };
export const Empty: Story = { parameters: { almanac: { answers: { '/insights': { ...recorded, items: [] } } } } };
export const Loading: Story = { parameters: { almanac: STATES.loading } };
export const Offline: Story = { parameters: { almanac: STATES.offline } };
export const Missing: Story = { parameters: { almanac: STATES.missing } };
