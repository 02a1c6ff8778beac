/**
 * The reference at `/docs`: the contract as one page for people. It is written once, loads nothing but its stylesheets, needs no
 * script, and says only what the contract says.
 */
import { PROBLEMS } from '@cohort-almanac/core';
import type { ContractDocument, Schema } from '../../openapi/document.ts';
import { type Html, html } from '../html.ts';
import { follow, operationsOf, type ReadableDocument, type ReadableOperation } from './model.ts';
import { kindOf, shapeOf } from './schema.ts';
import { inline, prose } from './text.ts';

export const REFERENCE_POLICY = [
  "default-src 'none'",
  "style-src 'self'",
  "img-src 'self' data:",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** Where an almanac listens unless it is told otherwise. */
const HERE = 'http://127.0.0.1:4000';

/** The document of `/docs`. `stylesheets` are addresses. */
export function renderReference(contract: ContractDocument, stylesheets: readonly string[]): string {
  const document = contract as ReadableDocument;
  const { info } = document;
  const operations = operationsOf(document);
  const groups = document.tags
    .map((tag) => ({ ...tag, operations: operations.filter((operation) => operation.tag === tag.name) }))
    .filter((tag) => tag.operations.length > 0);
  const schemas = Object.entries((document.components?.schemas ?? {}) as Record<string, Schema>);
  const page = html`<html lang="en">
<head>
<meta charset="utf-8">
<title>${info.title}</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="description" content="${info.summary}">
${stylesheets.map((href) => html`<link rel="stylesheet" href="${href}">\n`)}</head>
<body class="reference">
<a class="skip" href="#content">Skip to the operations</a>
<header class="masthead"><div class="sheet">
<p class="imprint"><a class="imprint-name" href="/">Cohort Almanac</a><span>version ${info.version}</span><span class="issue"><a href="/openapi.yaml">openapi.yaml</a></span></p>
<h1>The API</h1>
<p class="subtitle">${info.summary}</p>
</div></header>
<div class="sheet columns">
<nav class="toc" aria-label="Operations">
<ul>
<li><a href="#about">About</a></li><li><a href="#access">Access</a></li>
${groups.map(
  (group) =>
    html`<li><a class="group" href="#tag-${group.name}">${group.name}</a><ul>${group.operations.map(
      (operation) => html`<li><a href="#${operation.id}">${operation.summary}</a></li>`,
    )}</ul></li>\n`,
)}<li><a href="#problems">Problems</a></li><li><a href="#schemas">Schemas</a></li>
</ul>
</nav>
<main id="content">
<section id="about"><h2>About</h2>${prose(info.description)}</section>
${access(document)}
${groups.map(
  (group) => html`<section id="tag-${group.name}"><h2>${group.name}</h2>
<p class="lead">${inline(group.description)}</p>
${group.operations.map((operation) => section(document, operation))}</section>
`,
)}${problems()}
<section id="schemas"><h2>Schemas</h2>
${schemas.map(
  ([name, schema]) => html`<article id="schema-${name}"><h3><code>${name}</code></h3>
${prose((schema as { description?: string }).description)}${shapeOf(document, schema)}</article>
`,
)}</section>
</main>
</div>
</body>
</html>`;
  return `<!doctype html>\n${page.markup}\n`;
}

function access(document: ReadableDocument): Html {
  const schemes = Object.entries(
    (document.components?.securitySchemes ?? {}) as Record<string, { description: string }>,
  );
  return html`<section id="access"><h2>Access</h2>
<p>What everybody may read needs nothing. The rest takes one of these; each operation says which.</p>
<dl class="schemes">${schemes.map(([name, { description }]) => html`<dt><code>${name}</code></dt><dd>${prose(description)}</dd>`)}</dl>
</section>`;
}

function section(document: ReadableDocument, operation: ReadableOperation): Html {
  const { id, method, path, summary, description, parameters, body, responses } = operation;
  return html`<article class="operation" id="${id}">
<h3>${summary}</h3>
<p class="address"><span class="method">${method.toUpperCase()}</span> <code>${path}</code></p>
${prose(description)}
<p class="needs">${needs(operation)}</p>
${
  parameters.length > 0 &&
  html`<h4>Parameters</h4><table class="fields"><tbody>${parameters.map((parameter) => parameterRow(document, parameter))}</tbody></table>`
}${
  body &&
  html`<h4>Body</h4><p>${body.type}${!body.required && ', optional'}${body.schema !== undefined && html`: ${kindOf(body.schema)}`}</p>`
}
<h4>Request</h4>
<pre tabindex="0"><code>${curlOf(operation)}</code></pre>
<h4>Answers</h4>
<table class="fields answers"><tbody>${responses.map(
    (response) =>
      html`<tr><th scope="row">${response.status}</th><td><span class="said">${inline(response.description)}</span>${
        response.schema !== undefined && response.type === 'application/json' && html`<br>${kindOf(response.schema)}`
      }${response.schema !== undefined && response.type !== 'application/json' && response.type !== 'application/problem+json' && html`<br>${response.type}`}${
        response.headers.length > 0 && html`<br>with ${response.headers.map((name) => html`<code>${name}</code> `)}`
      }</td></tr>`,
  )}</tbody></table>
${responses
  .filter(({ status, example }) => status.startsWith('2') && example !== undefined)
  .map(
    ({ status, example }) => html`<h4>Example of ${status}</h4><pre tabindex="0"><code>${textOf(example)}</code></pre>`,
  )}</article>
`;
}

function needs({ security }: ReadableOperation): Html {
  const anybody = security.some((requirement) => Object.keys(requirement).length === 0);
  const scopes = security.flatMap((requirement) => requirement.token ?? []);
  const token = security.some((requirement) => 'token' in requirement);
  const scoped = scopes.map((scope) => html` <code>${scope}</code>`);
  if (anybody && !token) return html`For everybody.`;
  if (anybody) return html`For everybody; a token that is sent needs${scoped}.`;
  if (!token) return html`For a session.`;
  return html`For a session, or a token with${scoped}.`;
}

function parameterRow(document: ReadableDocument, parameter: ReadableOperation['parameters'][number]): Html {
  const { name, in: where, required, schema, description } = parameter;
  const beside = (typeof schema === 'boolean' ? {} : schema) as { default?: unknown; $ref?: string };
  const target = beside.$ref === undefined ? beside : follow<{ description?: string }>(document, { $ref: beside.$ref });
  const said = description ?? (target as { description?: string }).description;
  return html`<tr><th scope="row"><code>${name}</code><span class="optional"> ${where}${!required && ', optional'}</span></th>
<td>${kindOf(schema)}${beside.default !== undefined && html`, <code>${String(beside.default)}</code> unless given`}${said && html`<br><span class="said">${inline(said)}</span>`}</td></tr>`;
}

/** As it would be typed, with the examples of the contract. */
function curlOf({ method, path, parameters, body, security }: ReadableOperation): string {
  const exampleFor = (name: string) => parameters.find((one) => one.name === name)?.example;
  const address = path.replaceAll(/\{(\w+)\}/g, (whole, name: string) => String(exampleFor(name) ?? whole));
  const required = parameters.filter((one) => one.in === 'query' && one.required);
  const query = required.map(({ name, example }) => `${name}=${example ?? '…'}`).join('&');
  const anybody = security.some((requirement) => Object.keys(requirement).length === 0);
  const lines = [
    ...(method === 'get' ? [] : [`-X ${method.toUpperCase()}`]),
    ...(anybody ? [] : ["-H 'Authorization: Bearer alm_sk_…'"]),
    ...(body ? dataOf(body) : []),
    `'${HERE}${address}${query && `?${query}`}'`,
  ];
  return `curl ${lines.join(' \\\n  ')}`;
}

function dataOf({ type, example }: NonNullable<ReadableOperation['body']>): string[] {
  if (type.startsWith('multipart/')) return ["-F 'file=@export.zip'"];
  const text = example === undefined ? '…' : JSON.stringify(example).replaceAll("'", "'\\''");
  return [`-H 'Content-Type: ${type}'`, `-d '${text}'`];
}

const textOf = (example: unknown): string => (typeof example === 'string' ? example : JSON.stringify(example, null, 2));

function problems(): Html {
  return html`<section id="problems"><h2>Problems</h2>
<p>Errors are <code>application/problem+json</code>. <code>type</code> is <code>/problems/</code> and the code.</p>
<table class="fields"><tbody>${Object.entries(PROBLEMS).map(
    ([code, { status, title, remedy }]) =>
      html`<tr id="problem-${code}"><th scope="row"><code>${code}</code><span class="optional"> ${status}</span></th><td>${title}.<br><span class="said">${inline(remedy)}</span></td></tr>`,
  )}</tbody></table></section>`;
}
