export { isServiceAway } from './away.ts';
export * from './coordination/index.ts';
export * from './database.ts';
export * from './embedded/index.ts';
export { migrate, pendingMigrations } from './migrate.ts';
export type { CohortDefinition, CohortParameters } from './models/index.ts';
export * from './repositories/index.ts';
export * from './sealing.ts';
export * from './targets.ts';
