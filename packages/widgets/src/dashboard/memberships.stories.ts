import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { cases, press, READING, withAttributes } from '../../fixtures/cases.ts';
import { MEMBERSHIPS } from '../../fixtures/desks.ts';
import './index.ts';

const meta: Meta = { title: 'Dashboard/Who has a role', component: 'almanac-memberships', args: { cohort: 'demo' } };
export default meta;
type Story = StoryObj;

const ANSWERS = { '/memberships': MEMBERSHIPS };

export const Three: Story = { parameters: { almanac: { answers: ANSWERS } } };
export const Reading: Story = cases('almanac-memberships', withAttributes(READING, { cohort: 'demo' }));
export const AskedBeforeRemoving: Story = cases(
  'almanac-memberships',
  withAttributes(
    {
      'One of three': { almanac: { answers: ANSWERS }, act: (root) => press(root, 'li button'), shows: 'dialog[open]' },
    },
    { cohort: 'demo' },
  ),
);
