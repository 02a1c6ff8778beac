/** Refresh: turns a cohort's definition into its members. */
import type { ErrorKind } from '@cohort-almanac/core';
import {
  type Advance,
  addCohortMembers,
  type CohortDefinition,
  definitionWithout,
  ensureMembers,
  findCohort,
  forgottenAmong,
  holdLease,
  joinedMembers,
  listCohortMembers,
  type MemberSighting,
  namesInDefinition,
  replaceCohortMembers,
  saveCheckpoint,
  type Task,
} from '@cohort-almanac/db';
import { TaskError } from '../errors.ts';
import { count } from '../sources/client.ts';
import { SOURCE_PATHS } from '../sources/paths.ts';
import type { Attempt, JobContext } from './context.ts';
import { finishTask } from './finish.ts';
import { MAX_MEMBERS, mostMembers } from './most-members.ts';

/** Whom a cohort takes. */
interface Bounds {
  most: number;
  /** Names in lower case. */
  excluded: ReadonlySet<string>;
}

/** A page of people still to read; `depth` levels of their own relations follow. */
interface Step {
  path: string;
  relation: 'following' | 'followers' | null;
  depth: number;
}

interface Checkpoint {
  todo: Step[];
  /** First pages that were ever put on the list, so that a circle of friends ends. */
  begun: string[];
  found: MemberSighting[];
  /** What could not be read; with any of it, nobody is taken out of the cohort. */
  failures: { kind: ErrorKind; message: string }[];
}

export async function refresh(context: JobContext, task: Task, attempt: Attempt): Promise<Advance> {
  const cohort = (await findCohort(context.db, task.cohort_id))!;
  const bounds: Bounds = {
    most: await mostMembers(context, cohort.id),
    excluded: new Set((cohort.definition.exclusions ?? []).map((name) => name.toLowerCase())),
  };
  const state =
    (task.checkpoint as Checkpoint | null) ?? (await begin(context, task, cohort.definition, bounds, attempt));
  while (state.todo.length > 0) {
    const step = state.todo[0]!;
    try {
      await read(context, state, step, bounds, attempt);
    } catch (error) {
      if (!(error instanceof TaskError) || error.retry !== 'never') throw error;
      state.failures.push({ kind: error.kind, message: error.message });
      state.todo.shift();
    }
    await context.db.transaction(async (tx) => {
      await holdLease(tx, task);
      await saveCheckpoint(tx, task, state, attempt.counters);
    });
  }

  const { members, cut } = within(state.found, bounds);
  if (cut) {
    attempt.warnings.push(
      `The definition gives more than the ${bounds.most} members that a cohort may have: the first ${bounds.most} are used.`,
    );
  }
  return finishTask(context, task, attempt, {
    store: async (tx) => {
      // What could not be read may name any of those who are known: they stay, and the room that is left is for others.
      const known = state.failures.length > 0 ? await listCohortMembers(tx, cohort.id) : [];
      const keep = withoutExcluded(known, bounds.excluded).map((m) => m.member_id);
      const ids = [...new Set([...keep, ...(await ensureMembers(tx, members))])];
      const kept = ids.slice(0, Math.max(keep.length, bounds.most));
      const { added, removed } = await replaceCohortMembers(tx, cohort.id, kept);
      count(attempt.counters, 'members_added', added);
      count(attempt.counters, 'members_removed', removed);
    },
    failure:
      state.failures.length > 0
        ? {
            kind: state.failures[0]!.kind,
            message: state.failures
              .slice(0, 3)
              .map((one) => one.message)
              .join(' '),
          }
        : undefined,
  });
}

/** Leaves out who asked to be forgotten. Whoever asks while a refresh is under way makes it begin anew. */
async function begin(
  { db }: JobContext,
  task: Task,
  definition: CohortDefinition,
  bounds: Bounds,
  attempt: Attempt,
): Promise<Checkpoint> {
  const forgotten = await forgottenAmong(db, namesInDefinition(definition));
  if (forgotten.size > 0) {
    attempt.warnings.push(
      `Of the names in the definition ${forgotten.size} asked to be forgotten: left out, with whom they lead to.`,
    );
  }
  const state = firstSteps(definitionWithout(definition, forgotten));
  // Who joined belongs to the cohort, and so does who is named, whatever becomes of the pages.
  state.found.unshift(...(await joinedMembers(db, task.cohort_id)));
  await db.transaction(async (tx) => {
    await holdLease(tx, task);
    const here = (await listCohortMembers(tx, task.cohort_id)).map((m) => m.member_id);
    const ids = await ensureMembers(tx, within(state.found, bounds).members);
    const others = ids.filter((id) => !here.includes(id));
    await addCohortMembers(tx, task.cohort_id, others.slice(0, Math.max(0, bounds.most - here.length)));
  });
  return state;
}

/** Who is excluded does not belong to the cohort, though whom they lead to may. */
function withoutExcluded<T extends { username: string }>(people: readonly T[], excluded: ReadonlySet<string>): T[] {
  return people.filter(({ username }) => !excluded.has(username.toLowerCase()));
}

/** Of those found the ones that a cohort takes, each once and the first first, and whether there are more. */
function within(
  found: readonly MemberSighting[],
  { most, excluded }: Bounds,
): { members: MemberSighting[]; cut: boolean } {
  const byName = new Map<string, MemberSighting>();
  for (const one of withoutExcluded(found, excluded)) {
    const name = one.username.toLowerCase();
    if (!byName.has(name)) byName.set(name, one);
  }
  return { members: [...byName.values()].slice(0, most), cut: byName.size > most };
}

function firstSteps(definition: CohortDefinition): Checkpoint {
  const found: MemberSighting[] = definition.members.map((username) => ({ username }));
  const todo: Step[] = [];
  for (const { username, relation, depth, include_seed } of definition.seeds) {
    if (include_seed) found.push({ username });
    todo.push({ path: SOURCE_PATHS[relation](username.toLowerCase()), relation, depth: depth - 1 });
  }
  for (const path of definition.lists) {
    found.push({ username: path.split('/')[0]! });
    todo.push({ path: SOURCE_PATHS.listLikes(path), relation: null, depth: 0 });
  }
  return { todo, begun: todo.map((step) => step.path), found, failures: [] };
}

async function read(
  { db, sources }: JobContext,
  state: Checkpoint,
  step: Step,
  bounds: Bounds,
  attempt: Attempt,
): Promise<void> {
  if (!sources.letterboxd) {
    throw new TaskError('forbidden', `${step.path} was not read: ALMANAC_SOURCE is "none", so nothing is fetched.`);
  }
  const page = await sources.letterboxd.page('members', step.path, attempt);
  attempt.warnings.push(...page.warnings);
  if (!page.complete) {
    state.failures.push({ kind: 'markup_changed', message: `${step.path} could not be read completely.` });
  }
  const forgotten = await forgottenAmong(
    db,
    page.items.map(({ username }) => username),
  );
  const items = page.items.filter(({ username }) => !forgotten.has(username.toLowerCase()));
  const known = new Set(state.found.map((member) => member.username.toLowerCase()));
  state.found.push(...items.filter(({ username }) => !known.has(username.toLowerCase())));
  state.todo.shift();
  if (within(state.found, bounds).cut) {
    state.todo = [];
    return;
  }
  if (page.next !== null) state.todo.unshift({ ...step, path: page.next });
  if (step.depth > 0 && step.relation !== null) {
    for (const { username } of items) {
      const path = SOURCE_PATHS[step.relation](username.toLowerCase());
      if (state.begun.includes(path) || state.begun.length > MAX_MEMBERS) continue;
      state.begun.push(path);
      state.todo.push({ path, relation: step.relation, depth: step.depth - 1 });
    }
  }
}
