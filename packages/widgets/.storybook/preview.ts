import type { Preview } from '@storybook/web-components-vite';
import { setCustomElementsManifest } from '@storybook/web-components-vite';
import manifest from '../custom-elements.json';
import { answerFrom } from '../fixtures/almanac.ts';
import { pseudo } from '../fixtures/pseudo.ts';
import { setDefaults } from '../src/internal/defaults.ts';
import { registerLanguage } from '../src/internal/localize.ts';

setCustomElementsManifest(manifest);
registerLanguage('en-XB', pseudo);
setDefaults({ baseUrl: 'https://almanac.example' });

/** Theme, direction and language of all stories, set from the toolbar or by `&globals=theme:dark;lang:de`. */
const preview: Preview = {
  globalTypes: {
    theme: {
      toolbar: { title: 'Theme', items: ['light', 'dark'], dynamicTitle: true },
    },
    lang: {
      toolbar: { title: 'Language', items: ['en', 'de', 'en-XB'], dynamicTitle: true },
    },
  },
  initialGlobals: { theme: 'light', lang: 'en' },
  beforeEach({ id, parameters, globals }) {
    answerFrom(parameters.almanac ?? {});
    document.documentElement.lang = globals.lang;
    document.documentElement.style.colorScheme = globals.theme;
    document.documentElement.dataset.theme = globals.theme;
    // For the tests, which wait until a story has settled.
    document.documentElement.dataset.story = id;
    document.documentElement.dataset.endless = String(parameters.almanac?.delay === Number.POSITIVE_INFINITY);
  },
};
export default preview;
