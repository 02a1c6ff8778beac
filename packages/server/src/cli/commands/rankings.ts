import {
  FILTER_PARAMETERS,
  type FilmFilter,
  flagOf,
  isParameterName,
  letterboxdCsv,
  PARAMETER_NAMES,
  type ParameterDefinition,
  parseFilter,
  type RankingRow,
  radarrJson,
  rankingCsv,
} from '@cohort-almanac/core';
import { type Command, Option } from 'commander';
import { presentRankingPage } from '../../presenters/rankings.ts';
import type { RankingPage } from '../../services/types.ts';
import { collect, wholeNumber } from '../arguments.ts';
import { cohortOf, withContext } from '../context.ts';
import { UsageError } from '../errors.ts';
import { FILM_COLUMNS, PLACED_COLUMNS } from '../films.ts';
import { integer, note, print, printJson, printTable, time } from '../output.ts';

const FORMATS = ['table', 'json', 'csv', 'letterboxd', 'radarr'] as const;
type Format = (typeof FORMATS)[number];

/** Whoever sits at the command line may see every list. */
const OPERATOR = { see_names: true, any_list: true };

export function define(command: Command): void {
  command.argument('<cohort>', "the cohort's id or label");
  for (const name of PARAMETER_NAMES) {
    const definition = FILTER_PARAMETERS[name];
    const option = new Option(`--${flagOf(name)} <${placeholder(definition)}>`, describe(definition));
    command.addOption(definition.repeatable ? option.argParser(collect) : option);
  }
  command
    .addOption(new Option('--format <format>', 'how it is printed').choices(FORMATS).default('table'))
    .option('--json', 'the same as --format json')
    .option('--part <n>', 'of a list that takes several Letterboxd files', wholeNumber(1, 1000))
    .addHelpText(
      'after',
      '\nOptions that can be repeated mean any of their values; different ones narrow together.\n' +
        'Formats: csv for spreadsheets, letterboxd for its list import, radarr for its custom lists. These three hold every\n' +
        'film that the filters leave, unless --limit is given; table and json hold one page.\n\n' +
        'Example: almanac rankings demo --genre drama --watchers-min 4 --sort divergence',
    )
    .action(async (label: string, given: Record<string, unknown>) => {
      const {
        format,
        json,
        part = 1,
        ...flags
      } = given as {
        format: Format;
        json?: boolean;
        part?: number;
      } & Record<string, unknown>;
      const filter = readFilter(flags);
      await withContext('rankings', async ({ db, services }) => {
        const cohort = await cohortOf(db, label);
        const shown = json ? 'json' : format;
        if (shown === 'json')
          return printJson(presentRankingPage(await services.rankings.list(cohort, filter, OPERATOR)));
        if (shown === 'table') return printPage(await services.rankings.list(cohort, filter, OPERATOR), cohort.label);
        const { items: rows } = await services.rankings.all(cohort, filter, OPERATOR);
        printFile(shown, flags.limit === undefined ? rows : rows.slice(0, filter.limit), part);
      });
    });
}

/** Commander's names (`releaseYearMin`) back to the parameters', checked. */
function readFilter(flags: Readonly<Record<string, unknown>>): FilmFilter {
  const parameters = Object.entries(flags).map(([key, value]) => [
    key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
    value,
  ]);
  const parsed = parseFilter(Object.fromEntries(parameters));
  if (parsed.ok) return parsed.filter;
  const told = parsed.errors.map(({ parameter, message }) => {
    const flag = isParameterName(parameter) ? flagOf(parameter) : parameter;
    return `--${flag}: ${message}.`;
  });
  throw new UsageError(told.join('\nalmanac: '));
}

function placeholder(definition: ParameterDefinition): string {
  return {
    integer: 'n',
    number: 'x',
    enum: 'word',
    text: 'text',
    timeframe: 'key',
    list: 'list',
    name: 'name',
    member: 'name',
  }[definition.type];
}

function describe(definition: ParameterDefinition): string {
  const text = definition.description.replace(/\.$/, '');
  const words =
    definition.type === 'enum' ? `: ${definition.values.map((v) => (v.includes(' ') ? `"${v}"` : v)).join(', ')}` : '';
  const ends = 'default' in definition && definition.default !== undefined ? ` (default ${definition.default})` : '';
  return `${text}${words}${definition.repeatable ? ' (repeatable)' : ''}${ends}`;
}

function printFile(format: Exclude<Format, 'table' | 'json'>, rows: readonly RankingRow[], part: number): void {
  if (format === 'csv') for (const line of rankingCsv(rows)) process.stdout.write(line);
  if (format === 'radarr') for (const line of radarrJson(rows)) process.stdout.write(line);
  if (format === 'letterboxd') {
    const parts = letterboxdCsv(rows);
    const csv = parts[part - 1];
    if (csv === undefined)
      throw new UsageError(`--part: the list takes ${parts.length} file(s), so there is no ${part}.`);
    process.stdout.write(csv);
    if (parts.length > 1)
      note(`File ${part} of ${parts.length}; Letterboxd imports one after the other. Others: --part.`);
  }
}

function printPage(page: RankingPage, label: string): void {
  if (page.ranking_version === null) {
    print(`Nothing is ranked yet. \`almanac sync ${label} --wait\` collects the ratings and ranks the films.`);
  } else if (page.total === 0) {
    print('No film passes these filters. Leave one out, or widen it.');
  } else {
    const { coverage, computed_at, items, total, strategy, timeframe } = page;
    printTable(timeframe === 'all' ? FILM_COLUMNS : PLACED_COLUMNS, items);
    print();
    const members = `${integer(coverage.members_with_data)} of ${integer(coverage.members)} members`;
    print(
      `${integer(items.length)} of ${integer(total)} films · ${timeframe === 'all' ? strategy : `${strategy} · ${timeframe}`} · ${members} · as of ${time(computed_at)}`,
    );
    if (page.next_cursor) note(`More: --limit up to 200, or --cursor ${page.next_cursor}`);
  }
}
