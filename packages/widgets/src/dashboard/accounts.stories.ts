import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { cases, fill, press, READING } from '../../fixtures/cases.ts';
import { NEW_USER, USERS } from '../../fixtures/desks.ts';
import './index.ts';

const meta: Meta = { title: 'Dashboard/Accounts', component: 'almanac-accounts', args: {} };
export default meta;
type Story = StoryObj;

const answers = {
  '/admin/users': (_url: URL, init?: RequestInit) => (init?.method === 'POST' ? NEW_USER : USERS),
};

export const Three: Story = { parameters: { almanac: { answers } } };
export const Reading: Story = cases('almanac-accounts', READING);
export const Creating: Story = cases('almanac-accounts', {
  Created: {
    almanac: { answers },
    act: (root) => {
      fill(root, 'email', 'new@example.org');
      press(root);
    },
    shows: '.secret',
  },
  'Without an address': { almanac: { answers }, act: (root) => press(root), shows: '.fault' },
});
