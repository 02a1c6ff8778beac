/** What a token can be allowed to do. The contract names for each operation what it needs. */
export const SCOPES = [
  'cohorts:read',
  'cohorts:write',
  'runs:write',
  'account:read',
  'account:write',
  'admin',
] as const;
export type Scope = (typeof SCOPES)[number];

const known: ReadonlySet<string> = new Set(SCOPES);

export const isScope = (name: string): name is Scope => known.has(name);
