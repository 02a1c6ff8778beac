import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { STATES } from '../../fixtures/almanac.ts';
import { type Case, cases, fill, press } from '../../fixtures/cases.ts';
import './index.ts';

const meta: Meta = { title: 'Dashboard/Sign in', component: 'almanac-sign-in' };
export default meta;
type Story = StoryObj;

const ask =
  (email: string): Case['act'] =>
  (root) => {
    fill(root, 'email', email);
    press(root);
  };

export const Form: Story = {};
export const Asked: Story = cases('almanac-sign-in', {
  'On its way': { almanac: STATES.loading, act: ask('odile@lighthouse.example'), shows: '[part="slow"]' },
  Sent: {
    almanac: { answers: { '/v1/': { status: 'accepted' } } },
    act: ask('odile@lighthouse.example'),
    shows: '.done',
  },
  'Nothing written': { act: ask(''), shows: '.fault' },
  'Not an address': { act: ask('odile'), shows: '.fault' },
  'Refused by the almanac': {
    almanac: {
      problem: {
        status: 400,
        code: 'invalid-request',
        detail: 'The request is not as it has to be.',
        errors: [{ in: 'body', name: '/email', message: 'must be an address to which mail can be sent' }],
      },
    },
    act: ask('odile@localhost'),
    shows: '.fault',
  },
  Offline: { almanac: STATES.offline, act: ask('odile@lighthouse.example'), shows: '.fault' },
});
