import { define } from '../../internal/define.ts';
import { AlmanacTonight } from './tonight.ts';

define('almanac-tonight', AlmanacTonight);

export { AlmanacTonight };
