import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { type Answering, refuse } from '../../fixtures/almanac.ts';
import { cases, fill, press, READING, withAttributes } from '../../fixtures/cases.ts';
import { DELIVERIES, WEBHOOKS } from '../../fixtures/desks.ts';
import './index.ts';

const meta: Meta = { title: 'Dashboard/Webhooks', component: 'almanac-webhooks', args: { cohort: 'demo' } };
export default meta;
type Story = StoryObj;

const answering = (made: unknown): Answering => ({
  answers: {
    '/deliveries': DELIVERIES,
    '/v1/webhooks': (_url: URL, init?: RequestInit) => (init?.method === 'POST' ? made : WEBHOOKS),
  },
});
const create = (root: ShadowRoot) => {
  fill(root, 'url', 'https://hooks.example.org/almanac');
  press(root);
};

export const Three: Story = { parameters: { almanac: answering(undefined) } };
export const WithTheLog: Story = { args: { logged: 3 }, parameters: { almanac: answering(undefined) } };
export const None: Story = { parameters: { almanac: { answers: { '/v1/webhooks': { items: [] } } } } };
export const Reading: Story = cases('almanac-webhooks', withAttributes(READING, { cohort: 'demo' }));
export const Creating: Story = cases(
  'almanac-webhooks',
  withAttributes(
    {
      Created: {
        almanac: answering({ ...WEBHOOKS.items[0], secret: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw' }),
        act: create,
        shows: '.secret',
      },
      'Without an address': { almanac: answering(undefined), act: (root) => press(root), shows: '.fault' },
      'Refused by the almanac': {
        almanac: answering(
          refuse({
            status: 422,
            code: 'unprocessable',
            detail: 'hooks.example.org leads to an address that is not public.',
          }),
        ),
        act: create,
        shows: '.fault',
      },
    },
    { cohort: 'demo' },
  ),
);
export const AskedBeforeRemoving: Story = cases(
  'almanac-webhooks',
  withAttributes(
    {
      'One of three': {
        almanac: answering(undefined),
        act: (root) => press(root, 'li .row button:last-child'),
        shows: 'dialog[open]',
      },
    },
    { cohort: 'demo' },
  ),
);
