/** The drawn poster, apart from the rest of `core`: it is loaded only where a film has none. */
export { posterPlaceholder } from '@cohort-almanac/core';
