/** Telling a service that does not answer from a fault of our own. */

/** What the operating system says of a connection that could not be made, or broke. */
const OF_THE_SYSTEM = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
]);
/**
 * PostgreSQL's classes 08 (connection exception), 53 (insufficient resources) and 57P (operator intervention), and 57014: the
 * statement took too long and was given up.
 */
const OF_POSTGRES = /^(08...|53...|57P..|57014)$/;
/** What pg and its pool say without a code, and PostgreSQL with one that also means other things. */
const OF_THE_DRIVER =
  /^(Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error|database ".*" is not currently accepting connections)/;
/** Sequelize's names for the same. */
const OF_SEQUELIZE = /^Sequelize(Connection|HostNot|InvalidConnection|ConnectionAcquire)/;
/** Errors that wrap another are followed this far. */
const DEEPEST = 5;

/** Whether an error says that PostgreSQL or Redis is not there, is going, or takes nobody in: the same question may be asked again. */
export function isServiceAway(error: unknown, depth = 0): boolean {
  if (!(error instanceof Error) || depth > DEEPEST) return false;
  const { code, parent, cause } = error as Error & { code?: unknown; parent?: unknown };
  if (typeof code === 'string' && (OF_THE_SYSTEM.has(code) || OF_POSTGRES.test(code))) return true;
  if (OF_THE_DRIVER.test(error.message) || OF_SEQUELIZE.test(error.name)) return true;
  const inner = error instanceof AggregateError ? error.errors : [];
  return [parent, cause, ...inner].some((one) => isServiceAway(one, depth + 1));
}
