/** What the routes and pages ask about members who come through a door. */
import type { Door, Join, JoinChoice } from '@cohort-almanac/db';
import type { Multipart } from '../openapi/multipart.ts';

type File = Pick<Multipart, 'fileName' | 'bytes'>;

export interface JoinsService {
  /** Null when there is no such door, or it is over: which of them, nobody is told. */
  door(token: string): Promise<Door | null>;
  /**
   * Takes in the export of somebody who comes through a door. `by` is whom it counts for. The private link stands in this answer and never
   * again. Throws the problems of `ImportsService.receive`.
   */
  come(door: Door, choice: JoinChoice, file: File, by: string): Promise<{ private_link: string; run_id: number }>;
  /** What is behind a private link; null when there is none, or its holder has left. */
  find(secret: string): Promise<Join | null>;
  /** Takes in a newer export of somebody who has joined. */
  renew(join: Join, file: File, by: string): Promise<void>;
  /** Takes a member out of the cohort; with `everywhere`, has them forgotten by the whole almanac. */
  leave(join: Join, options: { everywhere: boolean }): Promise<{ data_removed: boolean }>;
}
