import { define } from '../../internal/define.ts';
import { AlmanacRuns } from './runs.ts';

define('almanac-runs', AlmanacRuns);

export { AlmanacRuns };
