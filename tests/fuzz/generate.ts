/** Requests of one operation: good ones, and good ones that were broken in one way. Made from the contract and a seed. */
import fc, { type Arbitrary } from 'fast-check';
import type { CompiledOperation, Contract } from '../../packages/server/src/openapi/compile.ts';
import { locate, type Parameter, type RequestBody } from '../../packages/server/src/openapi/document.ts';
import { type Names, PUBLIC_NAMES, type World } from '../../packages/server/test/support/world.ts';
import { writtenOperation } from '../support/check-answer.ts';
import { BREAKS, choose, copyOf, type Ground, placesOf } from './breaks.ts';
import { BAD_FILE, FORM_BREAKS, formOf } from './form.ts';
import { type Known, valuesOf } from './schema.ts';
import { CALLERS, type CallerName, type Shot } from './shot.ts';

export const OTHERS = "somebody else's";

export interface Planned extends Shot {
  /** The same request for what there is not at all: it must be answered alike. */
  twin?: Shot;
}

/** Parameters that a request has beside those that it must have. */
const MOST_OPTIONAL = 4;

/** What fields of other names hold: `with` names a cohort, as `id` does in a path. */
const ALIASES: Readonly<Record<string, string>> = {
  with: 'id',
  cohort: 'id',
  cohort_id: 'id',
  cohort_ids: 'id',
  member: 'username',
  members: 'username',
  seen_by: 'username',
  unseen_by: 'username',
  on_watchlist_of: 'username',
  veto_film: 'film_id',
};
/** A file may be bad in many more ways than the form around it. */
const FORM_KINDS = [...Object.keys(FORM_BREAKS), ...Array<string>(8).fill(BAD_FILE)];
const nameFor = (name: string) => ALIASES[name] ?? name;
const textOf = (value: unknown) => (typeof value === 'object' ? JSON.stringify(value) : String(value));

/** `count` requests; the same for the same seed. */
export function shotsOf(
  contract: Contract,
  operation: CompiledOperation,
  ground: Ground,
  { count, seed }: { count: number; seed: number },
): Planned[] {
  const good = goodShots(contract, operation, ground);
  const broken = [...Object.keys(BREAKS), ...(operation.body?.type === 'form' ? FORM_KINDS : [])];
  const kinds = fc.oneof(
    { weight: 10, arbitrary: fc.constant('nothing') },
    { weight: 4, arbitrary: fc.constant(OTHERS) },
    { weight: broken.length, arbitrary: fc.constantFrom(...broken) },
  );
  const planned = fc
    .tuple(good, kinds, fc.integer({ min: 0, max: 1_000_000 }))
    .map(([shot, kind, n]) => (kind === OTHERS ? forOthers(shot, n, ground.world) : breakShot(shot, kind, n, ground)));
  return fc.sample(planned, { numRuns: count, seed });
}

function breakShot(shot: Shot, kind: string, n: number, ground: Ground): Planned {
  const breakForm = FORM_BREAKS[kind];
  if (!breakForm) return { ...BREAKS[kind]!(copyOf(shot), n, ground), broken: kind };
  const { bytes, type, headers } = breakForm(shot.json, shot.form!, n, ground.uploadLimit);
  return { ...shot, bytes, type, headers: { ...shot.headers, ...headers }, broken: kind };
}

/** Names of what there is not, other than those that good requests hold: a name that is given twice is told otherwise. */
export function absentIn({ none }: World): Names {
  const another = (name: string) => (/^\d+$/.test(name) ? String(Number(name) - 2) : `${name.slice(0, -1)}x`);
  return Object.fromEntries(Object.entries(none).map(([key, name]) => [key, another(name)]));
}

/** Names what is the neighbour's, and a twin that names nothing. */
function forOthers(shot: Shot, n: number, world: World): Planned {
  const { theirs } = world;
  // Who has the link of a share may see what is shared.
  const places = placesOf(shot).filter(({ name }) => nameFor(name) in theirs && !PUBLIC_NAMES.has(name));
  // The operator may do everything with it, and open it to the public.
  if (places.length === 0 || shot.caller === 'operator') return { ...shot, broken: 'nothing' };
  const place = choose(places, n);
  const with_ = (names: Names) => {
    const copy = copyOf(shot);
    place.put(copy, fitting(shot, place.name, names[nameFor(place.name)]!));
    // Without a key: the second of two requests under one is refused for that, which is no hint.
    const { 'Idempotency-Key': _key, ...headers } = copy.headers;
    return { ...copy, headers, broken: OTHERS };
  };
  return { ...with_(theirs), twin: with_(absentIn(world)) };
}

/** `cohort_id` is a number where `id` may be a label, and in JSON ids are no texts. */
function fitting(shot: Shot, name: string, value: string): string | number {
  const inJson = !(name in shot.params) && !shot.query.some(([one]) => one === name);
  const isNumber = /_ids?$/.test(name) && (inJson || nameFor(name) === 'id');
  return isNumber ? Number(value) || 2_147_483_647 : value;
}

function goodShots(contract: Contract, operation: CompiledOperation, { world, cursors }: Ground): Arbitrary<Shot> {
  const { document } = contract;
  const written = writtenOperation(contract, operation);
  const item = document.paths[operation.path.replaceAll(/:(\w+)/g, '{$1}')]!;
  const parameters = [...(item.parameters ?? []), ...(written.parameters ?? [])].map(
    (value) => locate<Parameter>(document, { pointer: '', value }).value,
  );
  const known = knownIn(world, cursors);
  const record = (where: Parameter['in']) => {
    const here = parameters.filter((parameter) => parameter.in === where);
    const fields = here.map(({ name, schema }) => [name, valuesOf(document, schema, known, name)] as const);
    const required = here.filter((one) => one.required).map(({ name }) => name);
    const optional = here.filter((one) => !one.required).map(({ name }) => name);
    // Of forty filters taken at random hardly any two agree.
    return fc
      .subarray(optional, { maxLength: Math.min(optional.length, MOST_OPTIONAL) })
      .chain((some) => fc.record(Object.fromEntries(fields.filter(([name]) => [...required, ...some].includes(name)))));
  };
  const body = written.requestBody && locate<RequestBody>(document, { pointer: '', value: written.requestBody }).value;
  const [type, media] = Object.entries(body?.content ?? {})[0] ?? ['application/json', undefined];
  const json = media?.schema === undefined ? fc.constant(undefined) : valuesOf(document, media.schema, known);
  const callers = Object.entries(CALLERS).map(([name, weight]) => ({
    weight,
    arbitrary: fc.constant(name as CallerName),
  }));
  return fc
    .record({
      caller: fc.oneof(...callers),
      params: record('path'),
      query: record('query'),
      headers: record('header'),
      json,
      form: operation.body?.type === 'form' ? fc.nat({ max: 1_000_000 }).map(formOf) : fc.constant(undefined),
    })
    .map(({ caller, params, query, headers, json: value, form }) => ({
      caller,
      params: Object.fromEntries(Object.entries(params).map(([name, one]) => [name, textOf(one) || '0'])),
      query: Object.entries(query).flatMap(([name, one]) =>
        (Array.isArray(one) ? one : [one]).map((each): [string, string] => [name, textOf(each)]),
      ),
      // What Node refuses to send in a header can't arrive in one.
      headers: Object.fromEntries(
        Object.entries(headers).map(([name, one]) => [name, textOf(one).replaceAll(/[^\x20-\x7e]/g, '')]),
      ),
      json: value,
      form,
      type,
      broken: 'nothing',
    }));
}

/** The world's values for a field, its own more often than what is over or not there. */
function knownIn(world: World, cursors: readonly string[]): Known {
  const { own, over, none, links, invites } = world;
  const special: Readonly<Record<string, readonly unknown[]>> = {
    cursor: cursors,
    // Of sign-in links, and of doors.
    token: [links.spent, links.expired, links.fresh, own.token, own.token, own.token],
    invite: [invites.over, invites.open],
  };
  return (name) => {
    if (special[name]) return special[name];
    const key = nameFor(name);
    const values = [own[key], own[key], own[key], own[key], over[key], none[key]].filter((one) => one !== undefined);
    return name.endsWith('_ids') || name === 'cohort_id' ? values.map((one) => Number(one) || 2_147_483_647) : values;
  };
}
