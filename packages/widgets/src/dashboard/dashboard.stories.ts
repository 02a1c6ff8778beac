import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { type Answering, refuse, STATES } from '../../fixtures/almanac.ts';
import { SESSION } from '../../fixtures/house.ts';
import './index.ts';

const ENTER = 'Ratings of a circle of friends, ranked.';
const meta: Meta = {
  title: 'Dashboard/Dashboard',
  component: 'almanac-dashboard',
  render: (_args, { parameters }) => {
    location.hash = parameters.address ?? '';
    const dashboard = document.createElement('almanac-dashboard');
    dashboard.setAttribute('cohort', 'demo');
    const front = document.createElement('h1');
    front.textContent = ENTER;
    dashboard.append(front);
    return dashboard;
  },
};
export default meta;
type Story = StoryObj;

const signedIn = (session: object = SESSION): Answering => ({ answers: { '/auth/session': session } });
const NOBODY: Answering = {
  answers: {
    '/auth/session': () => refuse({ status: 401, code: 'unauthorized', detail: 'Nobody is signed in.' }),
  },
};

export const SignedOut: Story = { parameters: { almanac: NOBODY } };
export const SignedIn: Story = { parameters: { almanac: signedIn() } };
export const ReadOnly: Story = { parameters: { almanac: signedIn({ ...SESSION, read_only: true }) } };
export const InARoom: Story = { parameters: { almanac: signedIn(), address: '#/demo/sync' } };
export const NoSuchCohort: Story = { parameters: { almanac: STATES.missing, address: '#/gone/explore' } };
export const Offline: Story = { parameters: { almanac: STATES.offline } };
