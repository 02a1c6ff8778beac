import { define } from '../../internal/define.ts';
import { AlmanacDivergences } from './divergences.ts';

define('almanac-divergences', AlmanacDivergences);

export { AlmanacDivergences };
