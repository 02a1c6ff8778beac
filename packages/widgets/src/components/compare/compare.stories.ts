import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { COMPARISON, STATES } from '../../../fixtures/almanac.ts';
import './index.ts';

const meta: Meta = { title: 'Compare', component: 'almanac-compare', args: { cohort: 'demo', with: 'midnight' } };
export default meta;
type Story = StoryObj;

export const Two: Story = {};
export const NothingInCommon: Story = {
  parameters: { almanac: { answers: { '/compare': { ...COMPARISON, total: 0 } } } },
};
export const WithoutOther: Story = { args: { with: undefined } };
export const Loading: Story = { parameters: { almanac: STATES.loading } };
export const Offline: Story = { parameters: { almanac: STATES.offline } };
export const Missing: Story = { parameters: { almanac: STATES.missing } };
