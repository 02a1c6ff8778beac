export { applyFilter } from './apply.ts';
export { canonicalFilter, filterHash, filterToQuery } from './canonical.ts';
export { type Cursor, cursorFits, decodeCursor, encodeCursor } from './cursor.ts';
export { nameKey } from './keys.ts';
export { isFilmography, listReference } from './list-reference.ts';
export {
  defaultOrder,
  FILTER_PARAMETERS,
  type FilmFilter,
  flagOf,
  isParameterName,
  MAX_VALUES,
  MEMBER_PARAMETERS,
  ORDERS,
  type Order,
  PARAMETER_NAMES,
  type ParameterDefinition,
  type ParameterName,
  SORTS,
  type Sort,
} from './parameters.ts';
export { type FilterError, type FilterInput, type ParsedFilter, parseFilter } from './parse.ts';
export { timeframeOf } from './timeframe.ts';
export * from './types.ts';
