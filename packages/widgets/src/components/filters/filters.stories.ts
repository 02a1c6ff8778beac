import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import { STATES } from '../../../fixtures/almanac.ts';
import '../rankings/index.ts';
import './index.ts';

const meta: Meta = { title: 'Filters', component: 'almanac-filters', args: { cohort: 'demo', open: true } };
export default meta;
type Story = StoryObj;

export const Open: Story = {};
export const Closed: Story = { args: { open: false } };
export const WithChips: Story = { args: { value: 'genre=drama&watchers_min=4&consensus=divisive', open: false } };
export const Offline: Story = { parameters: { almanac: STATES.offline } };
export const BesideARanking: Story = {
  render: () => html`<almanac-filters cohort="demo" for="best" value="watchers_min=4"></almanac-filters>
    <almanac-rankings id="best" cohort="demo" limit="5"></almanac-rankings>`,
};
