/// <reference types="vite/client" />
import type { Preview } from '@storybook/web-components-vite';
import { setCustomElementsManifest } from '@storybook/web-components-vite';
import { type Answering, answerFrom } from '../fixtures/almanac.ts';
import { pseudo } from '../fixtures/pseudo.ts';
import { setDefaults } from '../src/internal/defaults.ts';
import { registerLanguage } from '../src/internal/localize.ts';

// Made by `npm run manifest`; without it the stories have no table of attributes.
const [manifest] = Object.values(import.meta.glob('../custom-elements.json', { eager: true, import: 'default' }));
setCustomElementsManifest(manifest);
registerLanguage('en-XB', pseudo);
/** Stories that were shown: each has an almanac of its own, so that none sees the answers kept of another. */
let shown = 0;

/** Whether something is asked for that never comes. */
const isEndless = ({ delay, beside = {} }: Answering = {}): boolean =>
  delay === Number.POSITIVE_INFINITY || Object.values(beside).some(isEndless);

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
    shown += 1;
    setDefaults({ baseUrl: `https://story-${shown}.almanac.example` });
    answerFrom(parameters.almanac ?? {});
    document.documentElement.lang = globals.lang;
    document.documentElement.style.colorScheme = globals.theme;
    document.documentElement.dataset.theme = globals.theme;
    // For the tests, which wait until a story has settled.
    document.documentElement.dataset.story = id;
    document.documentElement.dataset.endless = String(isEndless(parameters.almanac));
  },
};
export default preview;
