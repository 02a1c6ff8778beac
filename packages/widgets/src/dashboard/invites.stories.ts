import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { cases, press, READING, withAttributes } from '../../fixtures/cases.ts';
import { INVITES } from '../../fixtures/desks.ts';
import './index.ts';

const meta: Meta = { title: 'Dashboard/Invites', component: 'almanac-invites', args: { cohort: 'demo' } };
export default meta;
type Story = StoryObj;

const answers = {
  '/invites': (_url: URL, init?: RequestInit) =>
    init?.method === 'DELETE' ? new Response(null, { status: 204 }) : INVITES,
};

export const Three: Story = { parameters: { almanac: { answers } } };
export const None: Story = { parameters: { almanac: { answers: { '/invites': { items: [] } } } } };
export const Reading: Story = cases('almanac-invites', withAttributes(READING, { cohort: 'demo' }));
export const Ending: Story = cases(
  'almanac-invites',
  withAttributes(
    { 'One of three': { almanac: { answers }, act: (root) => press(root, 'li button'), shows: '.done' } },
    { cohort: 'demo' },
  ),
);
