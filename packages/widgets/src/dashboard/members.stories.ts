import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { refuse, STATES } from '../../fixtures/almanac.ts';
import { type Case, cases, READING, withAttributes } from '../../fixtures/cases.ts';
import { MEMBERS } from '../../fixtures/house.ts';
import './index.ts';

const meta: Meta = { title: 'Dashboard/Members', component: 'almanac-members', args: { cohort: 'demo' } };
export default meta;
type Story = StoryObj;

const tick: Case['act'] = (root) => root.querySelector<HTMLElement>('li input')?.click();

export const Twelve: Story = { parameters: { almanac: { answers: { '/members': MEMBERS } } } };
export const None: Story = { parameters: { almanac: { answers: { '/members': { items: [], next_cursor: null } } } } };
export const Reading: Story = cases('almanac-members', withAttributes(READING, { cohort: 'demo' }));
export const Consenting: Story = cases(
  'almanac-members',
  withAttributes(
    {
      Noted: {
        almanac: { answers: { '/consent': () => new Response(null, { status: 204 }), '/members': MEMBERS } },
        act: tick,
        shows: '.done',
      },
      Refused: {
        almanac: { answers: { '/consent': () => refuse(STATES.refused.problem), '/members': MEMBERS } },
        act: tick,
        shows: '.fault:only-child',
      },
    },
    { cohort: 'demo' },
  ),
);
