import { define } from '../../internal/define.ts';
import { AlmanacSavedList } from './saved-list.ts';

define('almanac-saved-list', AlmanacSavedList);

export { AlmanacSavedList };
