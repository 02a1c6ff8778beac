import { define } from '../../internal/define.ts';
import { AlmanacHistogram } from './histogram.ts';

define('almanac-histogram', AlmanacHistogram);

export { AlmanacHistogram };
