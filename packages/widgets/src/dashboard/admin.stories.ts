import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { type Answering, refuse, STATES } from '../../fixtures/almanac.ts';
import { cases, press, READING } from '../../fixtures/cases.ts';
import { HEALTH, SHUT, STATUS } from '../../fixtures/house.ts';
import './index.ts';

const meta: Meta = { title: 'Dashboard/Admin', component: 'almanac-admin' };
export default meta;
type Story = StoryObj;

const answering = (read_only = STATUS.read_only, switched: unknown = undefined): Answering => ({
  answers: { '/read-only': switched, '/status': { ...STATUS, read_only }, '/admin/cohorts': HEALTH },
});
const open = (root: ShadowRoot) => press(root, '.switch button');

export const Filled: Story = { parameters: { almanac: answering() } };
export const Empty: Story = {
  parameters: {
    almanac: {
      answers: {
        '/status': { ...STATUS, cohorts: 0, week: { tasks: 0, failed: 0, rate: null } },
        '/admin/cohorts': { items: [], next_cursor: null },
      },
    },
  },
};
export const Reading: Story = cases('almanac-admin', READING);
export const Switching: Story = cases('almanac-admin', {
  'Read-only': { almanac: answering(SHUT) },
  Opened: { almanac: answering(SHUT, STATUS.read_only), act: open, shows: '.done' },
  Refused: {
    almanac: answering(SHUT, () => refuse(STATES.refused.problem)),
    act: open,
    shows: '[role="alert"] .fault',
  },
});
export const AskedBeforeShutting: Story = cases('almanac-admin', {
  'Open for changes': { almanac: answering(), act: open, shows: 'dialog[open]' },
});
