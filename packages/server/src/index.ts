/** The server as a library: build the app, bring the services, listen where you like. */
export { type AppDependencies, type AppOptions, createApp } from './app.ts';
export type { TokenOwner, TokenVerifier } from './middleware/auth.ts';
export type { RateLimits } from './middleware/rate-limit.ts';
export { type Contract, compileContract } from './openapi/compile.ts';
export { type ContractSource, loadContract } from './openapi/load.ts';
export { type Listening, listen } from './ops/listen.ts';
export { createShutdown, type Phase, type Shutdown, type ShutdownOptions } from './ops/shutdown.ts';
export { SCOPES, type Scope } from './policies/scopes.ts';
export { ProblemError } from './problem-error.ts';
export type * from './services/types.ts';
export { loadSettings, readSettings, type Settings, SettingsError } from './settings/index.ts';
