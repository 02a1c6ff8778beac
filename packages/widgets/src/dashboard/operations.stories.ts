import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { cases, READING } from '../../fixtures/cases.ts';
import { HOSTS, SLOW, STATUS, WAITING } from '../../fixtures/desks.ts';
import './index.ts';

const meta: Meta = { title: 'Dashboard/Operations', component: 'almanac-operations', args: {} };
export default meta;
type Story = StoryObj;

const none = { items: [] };
const SOMETHING = { '/status': STATUS, '/hosts': HOSTS, '/admin/films': WAITING, '/slow-queries': SLOW };
const NOTHING = {
  '/status': { ...STATUS, outcomes: [] },
  '/hosts': none,
  '/admin/films': none,
  '/slow-queries': none,
};

export const SomethingToSee: Story = { parameters: { almanac: { answers: SOMETHING } } };
export const AllIsQuiet: Story = { parameters: { almanac: { answers: NOTHING } } };
export const Reading: Story = cases('almanac-operations', READING);
