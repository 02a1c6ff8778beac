/** What no answer may be, whatever was asked. */
import type { CompiledOperation, Contract } from '../../packages/server/src/openapi/compile.ts';
import type { World } from '../../packages/server/test/support/world.ts';
import { faultsOf } from '../support/check-answer.ts';
import type { Answer, Ask } from '../support/exchange.ts';
import { absentIn } from './generate.ts';
import type { CallerName } from './shot.ts';

/** Whoever has no part in the circle and no way to get one. */
const OUTSIDERS: ReadonlySet<CallerName> = new Set([
  'stranger',
  'nobody',
  'publishable_elsewhere',
  'expired',
  'revoked',
  'malformed',
  'session_over',
]);
/** Words that only the inside of the almanac says. */
const INSIDE =
  /node_modules|\.ts:\d+:\d+|Sequelize|syntax error at or near|invalid input syntax|pg_catalog|ECONNREFUSED|violates \w+ key constraint|relation "\w+"/;

export interface Judged {
  operation: CompiledOperation;
  caller: CallerName;
  ask: Ask;
  answer: Answer;
}

/** @param secrets what nobody but the neighbour and the operator may be told */
export function verdictOn(
  contract: Contract,
  secrets: readonly string[],
  { operation, caller, ask, answer }: Judged,
): string[] {
  const faults = faultsOf(contract, operation, answer);
  if (answer.status >= 500) faults.unshift(`${answer.status}: ${answer.body.toString().slice(0, 300)}`);
  const text = answer.body.toString();
  const sent = `${safeDecode(ask.path)} ${ask.body?.toString() ?? ''}`;
  if (caller !== 'operator') {
    for (const secret of secrets) {
      if (text.includes(secret) && !sent.includes(secret)) faults.push(`tells "${secret}", which is the neighbour's`);
    }
  }
  const member = /member-\d/.exec(text)?.[0];
  if (member && OUTSIDERS.has(caller) && !sent.includes('member-'))
    faults.push(`tells "${member}" to somebody outside`);
  const inside = INSIDE.exec(text)?.[0];
  if (inside && !sent.includes(inside)) faults.push(`tells of the inside: "${inside}"`);
  return faults;
}

/** How two answers differ that must not, beside the names that were asked for. */
export function differenceOf(there: Judged, nowhere: Judged, world: World): string[] {
  // What was done was allowed to be done: anybody may write any name down.
  if (there.answer.status < 400) return [];
  const bare = ({ answer }: Judged) => {
    const names = [world.theirs, world.none, absentIn(world)].flatMap((all) => Object.values(all));
    const text = names
      .sort((a, b) => b.length - a.length)
      .reduce((rest, name) => rest.replaceAll(name, '…'), answer.body.toString());
    // Which of one's own runs is in the way differs from name to name.
    return `${answer.status} ${text.replace(/"request_id":"[^"]*"/, '').replace(/\bRun \d+/, 'Run …')}`;
  };
  const [one, other] = [bare(there), bare(nowhere)];
  return one === other
    ? []
    : [`hints at what is the neighbour's: ${one.slice(0, 300)} — but of nothing: ${other.slice(0, 300)}`];
}

function safeDecode(path: string): string {
  try {
    return decodeURIComponent(path.replaceAll('+', ' '));
  } catch {
    return path;
  }
}
