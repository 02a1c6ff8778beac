/** What the routes and the command line ask of administration. Who may ask is decided before. */

import type { RunState } from '@cohort-almanac/core';
import type {
  AdminStatus,
  AdminUser,
  AuthEvent,
  AuthEventKind,
  CohortHealth,
  ExportEvent,
  HostState,
  ReadOnlySwitch,
  RefusedLately,
  RunReport,
  SlowQuery,
  WaitingFilm,
} from '@cohort-almanac/db';
import type { Page, PageRequest } from './types.ts';

/** Requests a minute, of an address without a token and of a token. */
export type RequestLimits = Readonly<
  Record<'reads' | 'writes' | 'exports' | 'imports', { anonymous: number; token: number }>
>;

export interface WholeStatus extends AdminStatus {
  read_only: ReadOnlySwitch;
  limits: {
    per_minute: RequestLimits;
    /** Who met a limit most in the last 24 hours. */
    refused: readonly RefusedLately[];
  };
}

export interface AdminService {
  status(): Promise<WholeStatus>;
  users(request: PageRequest & { q?: string }): Promise<Page<AdminUser>>;
  /** Throws the problem `conflict` when the address has an account. */
  createUser(input: { email: string; display_name?: string }): Promise<{ user: AdminUser; sign_in_url: string }>;
  /** Throws the problems `not-found` and `conflict` (the asker, who would lock themselves out). */
  setDisabled(id: number, disabled: boolean, by: number | null): Promise<AdminUser>;
  /** Throws the problems `not-found` and `conflict` (the account is locked). */
  signInLink(id: number): Promise<string>;
  cohorts(request: PageRequest): Promise<Page<CohortHealth>>;
  runs(request: PageRequest & { state?: RunState; cohort_id?: number }): Promise<Page<RunReport>>;
  hosts(): Promise<readonly HostState[]>;
  /** Throws the problem `not-found`. */
  resumeHost(host: string): Promise<void>;
  films(limit: number): Promise<readonly WaitingFilm[]>;
  slowQueries(limit: number): Promise<readonly SlowQuery[]>;
  events(request: PageRequest & { kind?: AuthEventKind; user_id?: number }): Promise<Page<AuthEvent>>;
  exports(request: PageRequest & { user_id?: number; cohort_id?: number }): Promise<Page<ExportEvent>>;
  setReadOnly(wish: { read_only: boolean; reason: string | null }): Promise<ReadOnlySwitch>;
  /** Whether the switch stands at read-only; remembered for two seconds. */
  isReadOnly(): Promise<boolean>;
}
