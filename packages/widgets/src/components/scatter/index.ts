import { define } from '../../internal/define.ts';
import { AlmanacScatter } from './scatter.ts';

define('almanac-scatter', AlmanacScatter);

export { AlmanacScatter };
