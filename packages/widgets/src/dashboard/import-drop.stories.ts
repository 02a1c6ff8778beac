import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { STATES } from '../../fixtures/almanac.ts';
import { type Case, cases, withAttributes } from '../../fixtures/cases.ts';
import { GOING } from '../../fixtures/house.ts';
import './index.ts';

const meta: Meta = { title: 'Dashboard/Import', component: 'almanac-import-drop', args: { cohort: 'demo' } };
export default meta;
type Story = StoryObj;

const drag = (root: ShadowRoot, type: 'dragover' | 'drop', name: string) => {
  const dataTransfer = new DataTransfer();
  dataTransfer.items.add(new File(['PK'], name, { type: 'application/zip' }));
  root.querySelector('[part="drop"]')?.dispatchEvent(new DragEvent(type, { dataTransfer, bubbles: true }));
};
const drop =
  (name = 'letterboxd-odile_keeps-2026-11-22.zip'): Case['act'] =>
  (root) =>
    drag(root, 'drop', name);

export const AtRest: Story = {};
export const Dropped: Story = cases(
  'almanac-import-drop',
  withAttributes(
    {
      'Held above it': { act: (root) => drag(root, 'dragover', 'export.zip') },
      'On its way': { almanac: STATES.loading, act: drop(), shows: '[part="slow"]' },
      'Being read': { almanac: GOING.reading, act: drop(), shows: 'progress' },
      Taken: { almanac: GOING.taken, act: drop(), shows: '.done' },
      'Not a ZIP': { act: drop('ratings.csv'), shows: '.fault' },
      'Refused by the almanac': { almanac: GOING.refused, act: drop(), shows: '.fault' },
      Offline: { almanac: STATES.offline, act: drop(), shows: '.fault' },
    },
    { cohort: 'demo' },
  ),
);
