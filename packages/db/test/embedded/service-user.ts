/** A process that uses a home's services until its input ends. Arguments: home, role. */
import { acquireServices } from '../../src/embedded/index.ts';

const [home, role] = process.argv.slice(2) as [string, string];
const services = await acquireServices({ home, role, coordination: 'auto', fast: true });
console.log(JSON.stringify({ databaseUrl: services.databaseUrl, redisUrl: services.redisUrl }));
process.stdin.resume();
process.stdin.once('end', () => services.release());
