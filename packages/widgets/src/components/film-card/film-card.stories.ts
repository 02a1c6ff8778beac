import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { FILM, STATES } from '../../../fixtures/almanac.ts';
import './index.ts';

const meta: Meta = { title: 'Film card', component: 'almanac-film-card', args: { cohort: 'demo', film: 1 } };
export default meta;
type Story = StoryObj;

export const Card: Story = {};
export const Unrated: Story = {
  parameters: { almanac: { answers: { '/films/': { ...FILM, numbers: null, places: [] } } } },
};
export const Loading: Story = { parameters: { almanac: STATES.loading } };
export const Offline: Story = { parameters: { almanac: STATES.offline } };
export const Missing: Story = { parameters: { almanac: STATES.missing } };
