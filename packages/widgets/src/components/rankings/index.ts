import { define } from '../../internal/define.ts';
import { AlmanacRankings } from './rankings.ts';

define('almanac-rankings', AlmanacRankings);

export { AlmanacRankings };
