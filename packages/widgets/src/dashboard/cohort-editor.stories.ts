import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { type Answering, refuse, STATES } from '../../fixtures/almanac.ts';
import { type Case, cases, fill, press, READING, withAttributes } from '../../fixtures/cases.ts';
import { COHORT } from '../../fixtures/house.ts';
import './index.ts';

const meta: Meta = { title: 'Dashboard/Cohort editor', component: 'almanac-cohort-editor', args: { cohort: 'demo' } };
export default meta;
type Story = StoryObj;

const create =
  (name: string, label?: string): Case['act'] =>
  (root) => {
    fill(root, 'display_name', name);
    if (label !== undefined) fill(root, 'label', label);
    fill(root, 'members', 'odile_keeps, nobody!');
    press(root);
  };
const WRONG: NonNullable<Answering['problem']> = {
  status: 400,
  code: 'invalid-request',
  detail: 'Two fields are not as they have to be.',
  errors: [
    { in: 'body', name: '/label', message: 'is taken: choose another' },
    { in: 'body', name: '/definition/members/1', message: 'nobody! is no name on Letterboxd' },
  ],
};

export const OfACohort: Story = {};
export const ANewOne: Story = { args: { cohort: undefined } };
export const Reading: Story = cases('almanac-cohort-editor', withAttributes(READING, { cohort: 'demo' }));
export const Creating: Story = cases('almanac-cohort-editor', {
  'On its way': { almanac: STATES.loading, act: create('Midnight Matinee'), shows: '[part="slow"]' },
  'Not filled in': { act: create('', 'Midnight Matinee'), shows: '.fault' },
  'Refused by the almanac': { almanac: { problem: WRONG }, act: create('Midnight Matinee'), shows: '.fault' },
  Created: { almanac: { answers: { '/v1/cohorts': COHORT } }, act: create('Midnight Matinee'), shows: '.done' },
});
export const AskedBeforeDeleting: Story = cases(
  'almanac-cohort-editor',
  withAttributes(
    {
      'The demo': {
        almanac: {
          answers: {
            '/v1/cohorts/demo': (_url: URL, init?: RequestInit) =>
              init?.method === 'DELETE' ? refuse(STATES.refused.problem) : COHORT,
          },
        },
        act: (root) => press(root, '.delete button[type="button"]'),
        shows: 'dialog[open]',
      },
    },
    { cohort: 'demo' },
  ),
);
