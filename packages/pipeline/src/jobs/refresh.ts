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
  isOperatorsCohort,
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

/** A cohort is a circle; a definition that grows beyond this is cut, with a warning. */
const MAX_MEMBERS = 5_000;

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
  const most = await mostMembers(context, cohort.id);
  const state = (task.checkpoint as Checkpoint | null) ?? (await begin(context, task, cohort.definition, attempt));
  while (state.todo.length > 0) {
    const step = state.todo[0]!;
    try {
      await read(context, state, step, most, attempt);
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

  const excluded = new Set((cohort.definition.exclusions ?? []).map((name) => name.toLowerCase()));
  const members = withoutExcluded(state.found, excluded).slice(0, most);
  return finishTask(context, task, attempt, {
    store: async (tx) => {
      const ids = await ensureMembers(tx, members);
      const known = state.failures.length > 0 ? await listCohortMembers(tx, cohort.id) : [];
      const keep = withoutExcluded(known, excluded).map((m) => m.member_id);
      const { added, removed } = await replaceCohortMembers(tx, cohort.id, [...new Set([...ids, ...keep])]);
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

/** A definition that leads to more people is cut, so that one cohort can't cost the others their pace. */
async function mostMembers({ db, mostMembers: quota = MAX_MEMBERS }: JobContext, cohortId: number): Promise<number> {
  return quota >= MAX_MEMBERS || (await isOperatorsCohort(db, cohortId)) ? MAX_MEMBERS : quota;
}

/** Leaves out who asked to be forgotten. Whoever asks while a refresh is under way makes it begin anew. */
async function begin(
  { db }: JobContext,
  task: Task,
  definition: CohortDefinition,
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
  const excluded = new Set((definition.exclusions ?? []).map((name) => name.toLowerCase()));
  await db.transaction(async (tx) => {
    await holdLease(tx, task);
    const members = withoutExcluded(state.found, excluded);
    await addCohortMembers(tx, task.cohort_id, await ensureMembers(tx, members));
  });
  return state;
}

/** Who is excluded does not belong to the cohort, though whom they lead to may. */
function withoutExcluded<T extends { username: string }>(people: readonly T[], excluded: ReadonlySet<string>): T[] {
  return people.filter(({ username }) => !excluded.has(username.toLowerCase()));
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
  most: number,
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
  if (state.found.length > most) {
    attempt.warnings.push(`The definition gives more than ${most} members: the first ${most} are used.`);
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
