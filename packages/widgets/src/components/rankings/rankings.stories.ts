import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { STATES } from '../../../fixtures/almanac.ts';
import { HARD } from '../../../fixtures/films.ts';
import rankings from '../../../fixtures/recorded/rankings.json';
import './index.ts';

const meta: Meta = {
  title: 'Rankings',
  component: 'almanac-rankings',
  args: { cohort: 'demo', limit: 10 },
};
export default meta;
type Story = StoryObj;

const list = (items: unknown[]) => ({
  almanac: { answers: { '/rankings': { ...rankings, items, next_cursor: null } } },
});

export const Table: Story = { args: { heading: 'The best' } };
export const Grid: Story = { args: { layout: 'grid' } };
export const List: Story = { args: { layout: 'list' } };
export const Compact: Story = { args: { density: 'compact' } };
export const Fifty: Story = { args: { limit: 50 } };
export const ThreeRows: Story = { parameters: list(rankings.items.slice(0, 3)) };
export const HardTitles: Story = { parameters: list(HARD) };
export const HardTitlesInAGrid: Story = { args: { layout: 'grid' }, parameters: list(HARD) };
export const Empty: Story = { parameters: list([]) };
export const EmptyAfterFilters: Story = { args: { filter: 'genre=western' }, parameters: list([]) };
export const Loading: Story = { parameters: { almanac: STATES.loading } };
export const Offline: Story = { parameters: { almanac: STATES.offline } };
export const Unauthorised: Story = { parameters: { almanac: STATES.refused } };
export const Broken: Story = { parameters: { almanac: STATES.broken } };
export const Missing: Story = { parameters: { almanac: STATES.missing } };
export const WithoutCohort: Story = { args: { cohort: undefined } };
