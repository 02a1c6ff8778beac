import { define } from '../../internal/define.ts';
import { AlmanacMovers } from './movers.ts';

define('almanac-movers', AlmanacMovers);

export { AlmanacMovers };
