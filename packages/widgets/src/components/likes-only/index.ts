import { define } from '../../internal/define.ts';
import { AlmanacLikesOnly } from './likes-only.ts';

define('almanac-likes-only', AlmanacLikesOnly);

export { AlmanacLikesOnly };
