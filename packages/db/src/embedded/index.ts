/** PostgreSQL and Redis of a home's own, for machines that have none. */
export {
  type AcquireOptions,
  acquireServices,
  type CoordinationMode,
  liveUsers,
  type ServiceName,
  type Services,
  type ServiceUser,
} from './services.ts';
