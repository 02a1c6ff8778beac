/** Every text that elements can show, gathered from their sources. */
import { readdirSync, readFileSync } from 'node:fs';
import ts from 'typescript';

/** Methods whose first argument is a text, or a way to one. */
const SPEAKING = new Set(['say', '#part', '#copy', '#act', '#head']);
/** Tables whose values are texts; of those in `BY_NAME` the names are. */
const TABLES = new Set(['TITLES', 'STATES', 'STEPS', 'WORDS', 'SOURCES', 'ERRORS', 'VALUE_LABELS', 'EVENTS']);
const BY_NAME = new Set(['SORTS']);
/** Lists whose items are texts. */
const LISTS = /^(\w+_)?COLUMNS$/;
/** Lists of controls and rooms: their `label`s and `title`s are texts. */
const LABELLED = new Set(['RANGES', 'LOOKUPS', 'CHOICES', 'ROOMS', 'OTHER_ROOMS', 'ROLES', 'KINDS', 'EVENTS']);
/** What is said without a literal: where, and which of the tables or of the API's words it can be. */
const INDIRECT = new Set([
  'advice',
  'TITLES[role]',
  'STEPS[kind]',
  'SOURCES[kind]',
  'ERRORS[kind]',
  'VALUE_LABELS[value] ?? value',
  'WORDS[label] ?? label',
  'explanation',
  'run.state',
  'run.kind',
  'last_run.state',
  'this.stage',
  'titleOf(room)',
  'titleOf(route.room)',
  'titleOf(back.room)',
  'EVENTS[event]',
  'STATES[state]',
  'kind',
  'state',
  'label',
  'range.label',
  'title',
  'name',
  'text',
]);

export interface Texts {
  texts: Set<string>;
  /** Arguments that are neither a literal nor known: `file: expression`. */
  unknown: string[];
}

function isLiteral(node: ts.Expression): boolean {
  return ts.isStringLiteralLike(node) || ts.isConditionalExpression(node);
}

/** The texts of the sources in these folders below `root`. */
export function textsOf(root: URL, folders: readonly string[]): Texts {
  const texts = new Set<string>();
  const unknown: string[] = [];
  const files = folders.flatMap((folder) =>
    (readdirSync(new URL(`${folder}/`, root), { recursive: true }) as string[])
      .filter((file) => /(?<!\.stories)\.ts$/.test(file))
      .map((file) => `${folder}/${file}`),
  );
  for (const file of files) {
    const source = ts.createSourceFile(file, readFileSync(new URL(file, root), 'utf8'), ts.ScriptTarget.Latest, true);
    const literal = (node: ts.Expression): void => {
      if (ts.isStringLiteralLike(node)) texts.add(node.text);
      else if (ts.isArrayLiteralExpression(node)) node.elements.forEach(literal);
      else if (ts.isConditionalExpression(node)) [node.whenTrue, node.whenFalse].forEach(literal);
      else if (!INDIRECT.has(node.getText(source))) unknown.push(`${file}: ${node.getText(source)}`);
    };
    const bare = (value: ts.Expression): ts.Expression =>
      ts.isAsExpression(value) || ts.isSatisfiesExpression(value) ? value.expression : value;
    const table = (name: string, value: ts.Expression): void => {
      const inner = bare(value);
      if (!ts.isObjectLiteralExpression(inner)) return;
      for (const each of inner.properties) {
        if (!ts.isPropertyAssignment(each)) continue;
        if (BY_NAME.has(name)) texts.add((each.name as ts.StringLiteral).text);
        else literal(each.initializer);
      }
    };
    const visit = (node: ts.Node): void => {
      if (ts.isCallExpression(node)) {
        const { expression: called } = node;
        const name = ts.isPropertyAccessExpression(called) ? called.name.text : called.getText(source);
        const [first] = node.arguments;
        // A function of this name can speak of numbers, too: of those only the literals are looked at.
        const isText = ts.isPropertyAccessExpression(called) || (first && isLiteral(first));
        if (first && SPEAKING.has(name) && isText) literal(first);
      }
      if (ts.isVariableDeclaration(node) && ts.isIdentifier(node.name) && node.initializer) {
        const name = node.name.text;
        if (TABLES.has(name) || BY_NAME.has(name)) table(name, node.initializer);
        if (name === 'text' && ts.isConditionalExpression(node.initializer)) literal(node.initializer);
        if (LABELLED.has(name)) labels(node.initializer);
        if (LISTS.test(name)) literal(bare(node.initializer));
      }
      ts.forEachChild(node, visit);
    };
    const labels = (node: ts.Node): void => {
      if (ts.isPropertyAssignment(node) && /^(label|title)$/.test(node.name.getText(source))) literal(node.initializer);
      ts.forEachChild(node, labels);
    };
    visit(source);
  }
  return { texts, unknown };
}
