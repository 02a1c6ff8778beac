import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { COMPARISON } from '../../fixtures/almanac.ts';
import { cases, READING, withAttributes } from '../../fixtures/cases.ts';
import { COHORT } from '../../fixtures/house.ts';
import './index.ts';

const meta: Meta = { title: 'Dashboard/Comparing', component: 'almanac-comparing', args: { cohort: 'demo' } };
export default meta;
type Story = StoryObj;

const midnight = { ...COHORT, id: 2, label: 'midnight', display_name: 'Midnight Matinee' };
const TWO = { '/compare': COMPARISON, '/v1/cohorts': { items: [COHORT, midnight], next_cursor: null } };
const ONE = { '/v1/cohorts': { items: [COHORT], next_cursor: null } };

export const Choosing: Story = { parameters: { almanac: { answers: TWO } } };
export const Chosen: Story = { args: { with: 'midnight' }, parameters: { almanac: { answers: TWO } } };
export const NoOther: Story = { parameters: { almanac: { answers: ONE } } };
export const Reading: Story = cases('almanac-comparing', withAttributes(READING, { cohort: 'demo' }));
