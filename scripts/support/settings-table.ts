/** The table of settings: names and what they take from the schema, what they mean from the descriptions beside it. */
import { descriptions } from '../../packages/server/src/settings/descriptions.ts';
import { aboutVariable, type VariableName, variables } from '../../packages/server/src/settings/variables.ts';

const BEGIN = /<!-- settings: [^\n]*-->\n/;
const END = '<!-- end of settings -->';

/** The page with the table of now between its two marks. Throws when it lacks them. */
export function withSettings(page: string): string {
  const begin = BEGIN.exec(page);
  const end = page.indexOf(END);
  if (!begin || end < begin.index)
    throw new Error('The page of the configuration has lost the marks around its table.');
  return page.slice(0, begin.index + begin[0].length) + table() + page.slice(end);
}

function table(): string {
  const defaults = variables.parse({}) as Record<string, unknown>;
  const names = Object.keys(variables.shape) as VariableName[];
  const rows = names.map((name) => {
    const takes = aboutVariable(name).accepts.replaceAll('|', '\\|');
    return `| \`${name}\` | ${written(defaults[name])} | ${takes} | ${descriptions[name]} |\n`;
  });
  return ['| variable | default | takes | meaning |\n', '| --- | --- | --- | --- |\n', ...rows].join('');
}

function written(value: unknown): string {
  if (value === undefined) return '–';
  return `\`${typeof value === 'boolean' ? Number(value) : String(value)}\``;
}
