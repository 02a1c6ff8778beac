import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { FILM, STATES } from '../../../fixtures/almanac.ts';
import './index.ts';

const meta: Meta = { title: 'Histogram', component: 'almanac-histogram', args: { cohort: 'demo', film: 1 } };
export default meta;
type Story = StoryObj;

export const BesideTheWorld: Story = {};
export const WithHeading: Story = { args: { heading: 'Twelve opinions' } };
export const WithoutFilm: Story = { args: { film: undefined } };
export const Unrated: Story = { parameters: { almanac: { answers: { '/films/': { ...FILM, numbers: null } } } } };
export const Loading: Story = { parameters: { almanac: STATES.loading } };
export const Offline: Story = { parameters: { almanac: STATES.offline } };
export const Missing: Story = { parameters: { almanac: STATES.missing } };
