import type { StorybookConfig } from '@storybook/web-components-vite';

const config: StorybookConfig = {
  framework: '@storybook/web-components-vite',
  stories: ['../src/**/*.mdx', '../src/{components,dashboard}/**/*.stories.ts'],
  addons: ['@storybook/addon-a11y', '@storybook/addon-docs'],
  core: { disableTelemetry: true, disableWhatsNewNotifications: true },
  viteFinal(vite) {
    // Types and code of our own packages are read from source: nothing has to be built before.
    vite.resolve = { ...vite.resolve, conditions: ['almanac-source', 'browser', 'import', 'default'] };
    return vite;
  },
};
export default config;
