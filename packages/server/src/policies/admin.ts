/** Administration is the operator's: to everybody else it is not there. */
import type { Viewer } from '../services/types.ts';

export const mayAdminister = ({ is_operator }: Pick<Viewer, 'is_operator'>): boolean => is_operator;
