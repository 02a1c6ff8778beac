import { define } from '../../internal/define.ts';
import { AlmanacWhy } from './why.ts';

define('almanac-why', AlmanacWhy);

export { AlmanacWhy };
