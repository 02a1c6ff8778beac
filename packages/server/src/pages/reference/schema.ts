/** Schemas as a reader sees them: what a value may be, in a few words, and the fields of an object in a table. */
import { type ContractDocument, locate, type Reference, type Schema } from '../../openapi/document.ts';
import { type Html, html } from '../html.ts';
import type { Keywords } from './model.ts';
import { inline } from './text.ts';

const SCHEMAS = '#/components/schemas/';
/** More values than these are told where the schema stands. */
const MOST_VALUES = 16;

/** What a value may be: `integer, 1 to 200`, or the name of a schema, linked. */
export function kindOf(schema: Schema | undefined): Html {
  if (schema === undefined || typeof schema === 'boolean') return html`anything`;
  const { $ref } = schema as { $ref?: string };
  if ($ref?.startsWith(SCHEMAS)) {
    const name = $ref.slice(SCHEMAS.length);
    return html`<a href="#schema-${name}">${name}</a>`;
  }
  const keywords = schema as Keywords;
  const choice = keywords.oneOf ?? keywords.anyOf;
  if (choice) return joined(choice.map(kindOf), ' or ');
  if (keywords.allOf) return joined(keywords.allOf.map(kindOf), ' and ');
  if (keywords.items !== undefined) return html`list of ${kindOf(keywords.items)}${bounds(keywords)}`;
  if ('const' in keywords) return html`<code>${JSON.stringify(keywords.const)}</code>`;
  if (keywords.enum) {
    const values = keywords.enum.slice(0, MOST_VALUES).map((value) => html`<code>${String(value)}</code>`);
    return html`${joined(values, ', ')}${keywords.enum.length > MOST_VALUES && ', …'}`;
  }
  const types = [keywords.type ?? 'anything'].flat().join(' or ');
  return html`${keywords.format ?? types}${bounds(keywords)}`;
}

function bounds(keywords: Keywords): Html {
  const [low, high, unit] =
    keywords.type === 'array' || keywords.items !== undefined
      ? [keywords.minItems, keywords.maxItems, ' entries']
      : keywords.minimum !== undefined || keywords.maximum !== undefined
        ? [keywords.minimum, keywords.maximum, '']
        : [keywords.minLength, keywords.maxLength, ' characters'];
  const range =
    low !== undefined && high !== undefined
      ? `, ${low} to ${high}${unit}`
      : high !== undefined
        ? `, at most ${high}${unit}`
        : low !== undefined && low > 0
          ? `, at least ${low}${unit}`
          : '';
  return html`${range}${keywords.pattern !== undefined && html` matching <code class="pattern">${keywords.pattern}</code>`}`;
}

const joined = (parts: readonly Html[], between: string): Html =>
  html`${parts.flatMap((part, index) => (index === 0 ? [part] : [between, part]))}`;

/** The fields of an object, those of nested objects below them; or what else the schema is. */
export function shapeOf(document: ContractDocument, schema: Schema): Html {
  const rows = fieldsOf(document, schema, '');
  if (rows.length === 0) return html`<p class="kind">${kindOf(schema)}</p>`;
  return html`<table class="fields"><tbody>${rows}</tbody></table>`;
}

function fieldsOf(document: ContractDocument, schema: Schema, at: string): Html[] {
  if (typeof schema === 'boolean') return [];
  const own =
    at === ''
      ? locate<Keywords>(document, { pointer: '', value: schema as Keywords | Reference }).value
      : (schema as Keywords);
  const { properties = {}, required = [], items } = own;
  const rows = Object.entries(properties).flatMap(([name, field]) => {
    const keywords = (typeof field === 'boolean' ? {} : field) as Keywords;
    const path = at === '' ? name : `${at}.${name}`;
    const hasFields = keywords.properties !== undefined || isObject(keywords.items);
    const row = html`<tr><th scope="row"><code>${path}</code>${!required.includes(name) && html`<span class="optional"> optional</span>`}</th>
<td>${hasFields ? (keywords.items ? 'list of objects' : 'object') : kindOf(field)}${'default' in keywords && html`, <code>${JSON.stringify(keywords.default)}</code> unless given`}${keywords.description && html`<br><span class="said">${inline(keywords.description)}</span>`}</td></tr>`;
    return hasFields ? [row, ...fieldsOf(document, field, path)] : [row];
  });
  if (isObject(items)) rows.push(...fieldsOf(document, items!, `${at}[]`));
  return rows;
}

const isObject = (schema: Schema | undefined): boolean =>
  typeof schema === 'object' && (schema as Keywords).properties !== undefined;
