import { define } from '../../internal/define.ts';
import { AlmanacFilters } from './filters.ts';

define('almanac-filters', AlmanacFilters);

export { AlmanacFilters };
