import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { describe, expect, expectTypeOf, it } from 'vitest';
import type {
  Answer,
  Body,
  Call,
  CohortAlmanac,
  InsightsOf,
  ItemOf,
  Paged,
  ProblemCode,
  ProblemError,
  Query,
  RunEvent,
  RunHandle,
  Schemas,
  WatchedRun,
} from '../src/index.ts';

describe('types', () => {
  it('of filters are the contract’s; where a list is taken, one value will do', () => {
    type Filter = Query<'listRankings'>;
    expectTypeOf<{ strategy: 'wilson'; genre: 'drama' }>().toExtend<Filter>();
    expectTypeOf<{ genre: readonly ['drama', 'comedy']; bucket: 'Hidden gem' }>().toExtend<Filter>();
    expectTypeOf<{ strategy: 'best' }>().not.toExtend<Filter>();
    expectTypeOf<Filter['watchers_min']>().toEqualTypeOf<number | undefined>();
    expectTypeOf<Query<'compareCohorts'>['with']>().toEqualTypeOf<string>();
  });

  it('of answers are the contract’s', () => {
    expectTypeOf<Answer<'getCohort'>>().toEqualTypeOf<Schemas['Cohort']>();
    expectTypeOf<Answer<'syncCohort'>>().toEqualTypeOf<Schemas['Run']>();
    expectTypeOf<Answer<'deleteCohort'>>().toEqualTypeOf<undefined>();
    expectTypeOf<Body<'createCohort'>>().toEqualTypeOf<Schemas['CohortCreate']>();
    expectTypeOf<Schemas['RankingRow']['divergence']>().toEqualTypeOf<number | null>();
  });

  it('of methods follow from them', () => {
    type Client = InstanceType<typeof CohortAlmanac>;
    expectTypeOf<ReturnType<Client['cohorts']['get']>>().toEqualTypeOf<Call<Schemas['Cohort']>>();
    expectTypeOf<ReturnType<Client['cohorts']['delete']>>().toEqualTypeOf<Call<void>>();
    expectTypeOf<ReturnType<Client['rankings']['list']>>().toEqualTypeOf<Paged<Schemas['RankingList']>>();
    expectTypeOf<Parameters<Client['cohorts']['create']>[0]>().toEqualTypeOf<Body<'createCohort'>>();
    expectTypeOf<Client['cohorts']['get']>().returns.resolves.toEqualTypeOf<Schemas['Cohort']>();
  });

  it('of pages and their items', () => {
    expectTypeOf<ItemOf<Schemas['RankingList']>>().toEqualTypeOf<Schemas['RankingRow']>();
    type List = Paged<Schemas['RunList']>;
    expectTypeOf<List>().toExtend<AsyncIterable<Schemas['Run']>>();
    expectTypeOf<ReturnType<List['toArray']>>().resolves.toEqualTypeOf<Schemas['Run'][]>();
    expectTypeOf<ReturnType<List['page']>>().toEqualTypeOf<Call<Schemas['RunList']>>();
  });

  it('of insights follow the surface that is asked for', () => {
    expectTypeOf<InsightsOf<'divergence'>['positive']>().toEqualTypeOf<Schemas['DivergentFilm'][]>();
    expectTypeOf<InsightsOf<'hidden-gems'>['items']>().toEqualTypeOf<Schemas['RankingRow'][]>();
    expectTypeOf<InsightsOf<'hidden-gems'>['surface']>().toEqualTypeOf<'hidden-gems'>();
    expectTypeOf<InsightsOf<'likes-only'>['items']>().toEqualTypeOf<Schemas['LikesOnlyFilm'][]>();
    const read = (almanac: CohortAlmanac) => almanac.insights.get('demo');
    expectTypeOf<Awaited<ReturnType<typeof read>>['items']>().toEqualTypeOf<Schemas['BucketGroup'][]>();
  });

  it('of runs', () => {
    expectTypeOf<Awaited<RunHandle>>().toEqualTypeOf<WatchedRun>();
    expectTypeOf<Extract<RunEvent, { type: 'end' }>['state']>().toEqualTypeOf<Schemas['RunState']>();
  });

  it('of problems know the contract’s codes, and let in those of tomorrow', () => {
    expectTypeOf<'not-found'>().toExtend<ProblemCode>();
    expectTypeOf<ProblemCode>().toExtend<ProblemError['code']>();
    expectTypeOf<string>().toExtend<ProblemError['code']>();
    expectTypeOf<ProblemError['errors'][number]['in']>().toEqualTypeOf<'path' | 'query' | 'header' | 'body'>();
  });
});

describe('wrong uses', () => {
  it('do not compile, each of them', { timeout: 120_000 }, () => {
    const file = fileURLToPath(new URL('types/wrong-uses.ts', import.meta.url));
    const config = fileURLToPath(new URL('../../../tsconfig.json', import.meta.url));
    const { options } = ts.parseJsonConfigFileContent(
      ts.readConfigFile(config, ts.sys.readFile).config,
      ts.sys,
      fileURLToPath(new URL('../../../', import.meta.url)),
    );
    // Without the comments, each line beneath one must be found at fault.
    const source = readFileSync(file, 'utf8');
    const lines = source.split('\n');
    const expected = lines.flatMap((line, i) => (/^\s*\/\/ @ts-expect-error/.test(line) ? [i + 1] : []));
    const host = ts.createCompilerHost(options);
    const read = host.getSourceFile;
    host.getSourceFile = (name, ...rest) =>
      name === file
        ? ts.createSourceFile(name, source.replaceAll('@ts-expect-error', ''), ts.ScriptTarget.ESNext, true)
        : read(name, ...rest);
    const program = ts.createProgram([file], options, host);
    const root = program.getSourceFile(file);
    const found = program
      .getSemanticDiagnostics(root)
      .map(({ start = 0 }) => root?.getLineAndCharacterOfPosition(start).line);
    expect(expected.length).toBeGreaterThanOrEqual(20);
    expect([...new Set(found)].sort((a, b) => Number(a) - Number(b))).toEqual(expected);
  });
});
