/**
 * Every operation of the contract with every status that it declares, over HTTP, on a real PostgreSQL and a real Redis.
 * `npm run test:contract -- [--only OPERATION]`
 */
import { parseArgs } from 'node:util';
import { type CompiledOperation, compileContract } from '../../packages/server/src/openapi/compile.ts';
import { loadContract } from '../../packages/server/src/openapi/load.ts';
import { openGround } from '../support/by-name.ts';
import { faultsOf } from '../support/check-answer.ts';
import { type Answer, exchange } from '../support/exchange.ts';
import { writeReport } from '../support/report.ts';
import { requestOf } from '../support/request.ts';
import { openTemplate } from '../support/template.ts';
import { type Way, waysTo } from './derive.ts';
import { SCENARIOS } from './scenarios.ts';
import { onStage, type Stage } from './stage.ts';

interface Row {
  operation: string;
  method: string;
  path: string;
  status: number;
  /** `not reached`: no way led to this status. */
  result: 'passed' | 'failed' | 'not reached';
  /** The way that led there, or all that didn't and what they led to. */
  by: string;
  faults: string[];
}

const say = (text: string) => process.stdout.write(`${text}\n`);

async function walk(stage: Stage, way: Way, operation: CompiledOperation): Promise<Answer> {
  const { contract, world, url: urls } = stage;
  const url = urls[way.state ?? 'well'];
  const ask = requestOf(contract, world, operation, way.wish);
  if (way.twice) await exchange(url, ask);
  if (way.after) {
    const other = contract.operations.get(way.after.operation)!;
    await exchange(url, requestOf(contract, world, other, way.after.wish));
  }
  if (way.meanwhile)
    return stage.gate.meanwhile(
      () => exchange(urls.slow, ask),
      () => exchange(url, ask),
    );
  if (!way.revalidate) return exchange(url, ask);
  const first = await exchange(url, ask);
  return exchange(url, { ...ask, headers: { ...ask.headers, 'if-none-match': first.headers.etag ?? '"none"' } });
}

/** Goes the ways to a status until one leads there. */
async function reach(stage: Stage, operation: CompiledOperation, status: number): Promise<Row> {
  const { id, method, path } = operation;
  const row = { operation: id, method: method.toUpperCase(), path, status };
  const tried: string[] = [];
  const faults: string[] = [];
  try {
    const scenarios = SCENARIOS[id] ?? {};
    const good = (await scenarios.good?.(stage)) ?? {};
    const own = await scenarios[status]?.(stage);
    const ways = [
      ...(own ? [{ name: 'a scenario of its own', wish: { ...good, ...own } }] : []),
      ...waysTo(status, operation, good, stage),
    ];
    for (const way of ways) {
      const answer = await walk(stage, way, operation);
      const wrong = faultsOf(stage.contract, operation, answer);
      if (answer.status === status) {
        return { ...row, result: wrong.length > 0 ? 'failed' : 'passed', by: way.name, faults: wrong };
      }
      tried.push(`${way.name}: ${answer.status} ${answer.status >= 400 ? detailOf(answer) : ''}`.trim());
      // On the way to another status, an answer must be one of the contract all the same.
      faults.push(...wrong.map((fault) => `${way.name}: ${fault}`));
    }
  } catch (error) {
    faults.push(error instanceof Error ? error.message : String(error));
  }
  const by = tried.join(' | ') || 'no way leads there: write a scenario in tests/contract/scenarios.ts';
  return { ...row, result: 'not reached', by, faults };
}

function detailOf({ body }: Answer): string {
  return (/"detail":"((?:[^"\\]|\\.)*)"/.exec(body.toString())?.[1] ?? body.toString()).slice(0, 160);
}

async function play(only: string | undefined): Promise<Row[]> {
  const contract = compileContract(loadContract());
  const { operations } = contract;
  if (only !== undefined && !operations.has(only)) throw new Error(`The contract has no operation ${only}.`);
  const forgotten = Object.keys(SCENARIOS).filter((id) => !operations.has(id));
  if (forgotten.length > 0)
    throw new Error(`There are scenarios of operations that are gone: ${forgotten.join(', ')}.`);
  const ground = await openGround('contract');
  try {
    const template = await openTemplate(ground, 'contract');
    try {
      const rows: Row[] = [];
      for (const operation of operations.values()) {
        if (only !== undefined && operation.id !== only) continue;
        rows.push(...(await onStage(template, contract, (stage) => reachAll(stage, operation))));
      }
      return rows;
    } finally {
      await template.close();
    }
  } finally {
    await ground.close();
  }
}

/** What succeeds comes last: it may leave nothing to ask for. */
async function reachAll(stage: Stage, operation: CompiledOperation): Promise<Row[]> {
  const rows: Row[] = [];
  for (const status of [...operation.responses.keys()].sort((a, b) => b - a)) {
    const row = await reach(stage, operation, status);
    rows.unshift(row);
    if (row.result !== 'passed') say(lineOf(row));
  }
  return rows;
}

const lineOf = ({ result, operation, status, by, faults }: Row) =>
  [`${result.toUpperCase()}: ${operation} ${status}, ${by}`, ...faults.map((fault) => `    ! ${fault}`)].join('\n');

async function main(): Promise<number> {
  const rows: Row[] = [];
  let broken = 0;
  try {
    const { values } = parseArgs({ options: { only: { type: 'string' } } });
    rows.push(...(await play(values.only)));
  } catch (error) {
    broken = 1;
    process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
  }
  const passed = rows.filter(({ result }) => result === 'passed').length;
  const failed = rows.length - passed + broken;
  writeReport('contract', { passed, failed, skipped: 0 }, rows);
  say(`${new Set(rows.map(({ operation }) => operation)).size} operations, ${rows.length} answers`);
  say(`${passed} passed, ${failed} failed`);
  return failed > 0 ? 1 : 0;
}

process.exit(await main());
