import type { Meta, StoryObj } from '@storybook/web-components-vite';

import './index.ts';

const meta: Meta = { title: 'Dashboard/Lists', component: 'almanac-lists', args: {} };
export default meta;
type Story = StoryObj;

export const Two: Story = {};
export const None: Story = {
  parameters: { almanac: { answers: { '/v1/filters': { items: [], next_cursor: null } } } },
};
