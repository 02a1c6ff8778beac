import { define } from '../../internal/define.ts';
import { AlmanacPeople } from './people.ts';

define('almanac-people', AlmanacPeople);

export { AlmanacPeople };
