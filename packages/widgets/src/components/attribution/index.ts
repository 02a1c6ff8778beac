import { define } from '../../internal/define.ts';
import { AlmanacAttribution } from './attribution.ts';

define('almanac-attribution', AlmanacAttribution);

export { AlmanacAttribution };
