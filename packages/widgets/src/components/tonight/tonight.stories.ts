import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { STATES, TONIGHT } from '../../../fixtures/almanac.ts';
import './index.ts';

const meta: Meta = {
  title: 'Tonight',
  component: 'almanac-tonight',
  args: { cohort: 'demo', members: 'odile_keeps,backrow_bea,giallo_gus', limit: 6 },
};
export default meta;
type Story = StoryObj;

export const Three: Story = {};
export const NobodyYet: Story = { args: { members: undefined } };
export const NothingLeft: Story = { parameters: { almanac: { answers: { '/tonight': { ...TONIGHT, items: [] } } } } };
export const Unauthorised: Story = { parameters: { almanac: STATES.refused } };
export const Loading: Story = { parameters: { almanac: STATES.loading } };
export const Offline: Story = { parameters: { almanac: STATES.offline } };
export const Missing: Story = { parameters: { almanac: STATES.missing } };
