import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { refuse } from '../../fixtures/almanac.ts';
import { cases, press, READING, withAttributes } from '../../fixtures/cases.ts';
import { DIGEST } from '../../fixtures/desks.ts';
import './index.ts';

const meta: Meta = { title: 'Dashboard/Digest', component: 'almanac-digest', args: { cohort: 'demo' } };
export default meta;
type Story = StoryObj;

const answering = (changed: unknown) => ({
  answers: { '/digest': (_url: URL, init?: RequestInit) => (init?.method === 'PUT' ? changed : DIGEST.off) },
});

export const On: Story = { parameters: { almanac: { answers: { '/digest': DIGEST.on } } } };
export const Off: Story = { parameters: { almanac: { answers: { '/digest': DIGEST.off } } } };
export const Reading: Story = cases('almanac-digest', withAttributes(READING, { cohort: 'demo' }));
export const Beginning: Story = cases(
  'almanac-digest',
  withAttributes(
    {
      Begun: { almanac: answering(DIGEST.on), act: (root) => press(root, 'button'), shows: '.done' },
      Refused: {
        almanac: answering(refuse({ status: 403, code: 'read-only', detail: 'This almanac takes no changes now.' })),
        act: (root) => press(root, 'button'),
        shows: '.fault',
      },
    },
    { cohort: 'demo' },
  ),
);
