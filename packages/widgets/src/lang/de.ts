/** German. The keys are the English texts of the components. */
import type { Dictionary } from '../internal/localize.ts';

export const de: Dictionary = {};
