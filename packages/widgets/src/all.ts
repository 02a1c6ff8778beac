/** Defines every element that may be embedded. */
export * from './components/attribution/index.ts';
export * from './components/divergences/index.ts';
export * from './components/hidden-gems/index.ts';
export * from './components/likes-only/index.ts';
export * from './components/rankings/index.ts';
export * from './components/saved-list/index.ts';
export { setDefaults } from './internal/defaults.ts';
export { type Dictionary, registerLanguage } from './internal/localize.ts';
export { PUBLISHED } from './internal/source.ts';
