import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { type Answering, refuse } from '../../fixtures/almanac.ts';
import { cases, fill, press, READING } from '../../fixtures/cases.ts';
import { NEW_TOKEN, TOKENS } from '../../fixtures/house.ts';
import './index.ts';

const meta: Meta = { title: 'Dashboard/Tokens', component: 'almanac-tokens', args: { cohort: 'demo' } };
export default meta;
type Story = StoryObj;

const answering = (made: unknown): Answering => ({
  answers: { '/tokens': (_url: URL, init?: RequestInit) => (init?.method === 'POST' ? made : TOKENS) },
});
const create = (root: ShadowRoot) => {
  fill(root, 'name', 'Weekend script');
  press(root);
};

export const Three: Story = { parameters: { almanac: answering(NEW_TOKEN) } };
export const None: Story = { parameters: { almanac: { answers: { '/tokens': { items: [] } } } } };
export const Reading: Story = cases('almanac-tokens', READING);
export const Creating: Story = cases('almanac-tokens', {
  Created: { almanac: answering(NEW_TOKEN), act: create, shows: '.secret' },
  'Without an origin': {
    almanac: answering(NEW_TOKEN),
    act: async (root) => {
      fill(root, 'kind', 'publishable');
      await new Promise((next) => setTimeout(next));
      fill(root, 'origin', 'blog.example.org');
      press(root);
    },
    shows: '.fault',
  },
  'Refused by the almanac': {
    almanac: answering(
      refuse({ status: 403, code: 'forbidden', detail: 'A token can’t make tokens: sign in, and make it here.' }),
    ),
    act: create,
    shows: '.fault',
  },
});
export const AskedBeforeRevoking: Story = {
  ...cases('almanac-tokens', {
    'One of three': {
      almanac: answering(NEW_TOKEN),
      act: (root) => press(root, 'li button'),
      shows: 'dialog[open]',
    },
  }),
};
