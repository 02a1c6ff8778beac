import type { Meta, StoryObj } from '@storybook/web-components-vite';
import './index.ts';

const meta: Meta = { title: 'Attribution', component: 'almanac-attribution' };
export default meta;

export const Text: StoryObj = {};
