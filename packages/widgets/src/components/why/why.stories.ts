import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { FILM, STATES } from '../../../fixtures/almanac.ts';
import './index.ts';

const meta: Meta = { title: 'Why', component: 'almanac-why', args: { cohort: 'demo', film: 1 } };
export default meta;
type Story = StoryObj;

export const ForAnOwner: Story = {};
export const ForThePublic: Story = {
  parameters: { almanac: { answers: { '/films/': { ...FILM, opinions: [], unnamed: 12 } } } },
};
export const Unranked: Story = {
  parameters: { almanac: { answers: { '/films/': { ...FILM, numbers: null, places: [], opinions: [], unnamed: 0 } } } },
};
export const Loading: Story = { parameters: { almanac: STATES.loading } };
export const Offline: Story = { parameters: { almanac: STATES.offline } };
export const Missing: Story = { parameters: { almanac: STATES.missing } };
