import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { PEOPLE, STATES } from '../../../fixtures/almanac.ts';
import './index.ts';

const meta: Meta = { title: 'People', component: 'almanac-people', args: { cohort: 'demo', limit: 6 } };
export default meta;
type Story = StoryObj;

export const Directors: Story = {};
export const Empty: Story = { parameters: { almanac: { answers: { '/people': { ...PEOPLE, items: [] } } } } };
export const Loading: Story = { parameters: { almanac: STATES.loading } };
export const Offline: Story = { parameters: { almanac: STATES.offline } };
export const Missing: Story = { parameters: { almanac: STATES.missing } };
