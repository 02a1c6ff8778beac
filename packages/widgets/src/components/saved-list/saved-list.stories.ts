import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import { STATES } from '../../../fixtures/almanac.ts';
import './index.ts';

const inside = html`<ol><li><cite>Spirited Away</cite> 2001</li><li><cite>The Thing</cite> 1982</li></ol>`;

const meta: Meta = {
  title: 'Saved list',
  component: 'almanac-saved-list',
  args: { share: 'lighthouse-ten' },
};
export default meta;
type Story = StoryObj;

const withContent: Story['render'] = ({ share }) =>
  html`<almanac-saved-list share=${share}>${inside}</almanac-saved-list>`;

export const List: Story = {};
export const Grid: Story = { args: { layout: 'grid' } };
export const Loading: Story = { parameters: { almanac: STATES.loading }, render: withContent };
export const Ended: Story = { parameters: { almanac: STATES.missing } };
export const EndedWithContent: Story = { parameters: { almanac: STATES.missing }, render: withContent };
export const Offline: Story = { parameters: { almanac: STATES.offline }, render: withContent };
export const WithoutShare: Story = { args: { share: undefined } };
