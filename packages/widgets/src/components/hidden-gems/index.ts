import { define } from '../../internal/define.ts';
import { AlmanacHiddenGems } from './hidden-gems.ts';

define('almanac-hidden-gems', AlmanacHiddenGems);

export { AlmanacHiddenGems };
