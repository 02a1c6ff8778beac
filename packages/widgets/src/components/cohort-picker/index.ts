import { define } from '../../internal/define.ts';
import { AlmanacCohortPicker } from './cohort-picker.ts';

define('almanac-cohort-picker', AlmanacCohortPicker);

export { AlmanacCohortPicker };
