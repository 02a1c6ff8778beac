import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { cases, READING, withAttributes } from '../../fixtures/cases.ts';
import { DELIVERIES } from '../../fixtures/desks.ts';
import './index.ts';

const meta: Meta = { title: 'Dashboard/Deliveries', component: 'almanac-deliveries', args: { webhook: 3 } };
export default meta;
type Story = StoryObj;

const NONE = { '/deliveries': { items: [], next_cursor: null } };

export const Four: Story = { parameters: { almanac: { answers: { '/deliveries': DELIVERIES } } } };
export const None: Story = { parameters: { almanac: { answers: NONE } } };
export const Reading: Story = cases('almanac-deliveries', withAttributes(READING, { webhook: '3' }));
