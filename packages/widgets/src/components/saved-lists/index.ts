import { define } from '../../internal/define.ts';
import { AlmanacSavedLists } from './saved-lists.ts';

define('almanac-saved-lists', AlmanacSavedLists);

export { AlmanacSavedLists };
