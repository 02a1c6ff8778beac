import { define } from '../../internal/define.ts';
import { AlmanacCompare } from './compare.ts';

define('almanac-compare', AlmanacCompare);

export { AlmanacCompare };
