import { define } from '../../internal/define.ts';
import { AlmanacTasteMatrix } from './taste-matrix.ts';

define('almanac-taste-matrix', AlmanacTasteMatrix);

export { AlmanacTasteMatrix };
