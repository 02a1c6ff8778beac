/** What counts as breaking callers, and what doesn't. */
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { breakingChanges } from '../../../../scripts/contract-changes.ts';
import type { ContractDocument } from '../../src/openapi/document.ts';
import { contract } from './support/serve.ts';

const WAS = `
openapi: 3.1.0
security: [{}]
paths:
  /things:
    parameters:
      - { name: lang, in: query, schema: { type: string, maxLength: 5 } }
    get:
      operationId: listThings
      parameters:
        - { name: sort, in: query, schema: { $ref: '#/components/schemas/Sort' } }
      responses:
        '200':
          headers: { ETag: { schema: { type: string } } }
          content: { application/json: { schema: { type: array, items: { $ref: '#/components/schemas/Thing' } } } }
        '404': { $ref: '#/components/responses/NotFound' }
    post:
      operationId: makeThing
      security: [{ token: [write] }, { session: [] }]
      requestBody:
        content:
          application/json:
            schema:
              type: object
              additionalProperties: false
              required: [name]
              properties:
                name: { type: string, minLength: 1, maxLength: 100 }
                size: { type: [integer, 'null'], minimum: 1 }
      responses:
        '201': { content: { application/json: { schema: { $ref: '#/components/schemas/Thing' } } } }
components:
  responses:
    NotFound: { content: { application/problem+json: { schema: { type: object } } } }
  schemas:
    Sort: { type: string, enum: [name, size] }
    Thing:
      type: object
      required: [name, size, shape]
      properties:
        name: { type: string }
        size: { oneOf: [{ type: integer }, { type: 'null' }] }
        shape: { type: string, enum: [round, square] }
        parts: { type: array, items: { $ref: '#/components/schemas/Thing' } }
`;

type Change = [what: string, edit: [from: string, to: string], found: string[]];

const changesOf = (...[from, to]: [string, string]) => {
  const text = WAS.replace(from, to);
  if (text === WAS) throw new Error(`nothing to replace: ${from}`);
  return breakingChanges(parse(WAS) as ContractDocument, parse(text) as ContractDocument);
};

const BREAKING: Change[] = [
  [
    'a path that is gone',
    ['  /things:', '  /stuff:'],
    ['GET /things: the operation is gone', 'POST /things: the operation is gone'],
  ],
  ['a method that is gone', ['    post:', '    put:'], ['POST /things: the operation is gone']],
  ['another operationId', ['listThings', 'getThings'], ['GET /things: operationId is getThings instead of listThings']],
  ['a parameter that is gone', ['{ name: sort,', '{ name: order,'], ['GET /things: query parameter sort is gone']],
  [
    'a parameter that is required',
    ['name: sort, in: query,', 'name: sort, in: query, required: true,'],
    ['GET /things: query parameter sort is required'],
  ],
  [
    'a new parameter that is required',
    [
      '        - { name: sort',
      '        - { name: at, in: query, required: true, schema: { type: string } }\n        - { name: sort',
    ],
    ['GET /things: query parameter at is required'],
  ],
  [
    'a value that is not taken any more',
    ['enum: [name, size]', 'enum: [name]'],
    ['GET /things: query parameter sort: "size" is not taken any more'],
  ],
  [
    'a parameter of the path that is shorter',
    ['maxLength: 5', 'maxLength: 2'],
    ['GET /things: query parameter lang: maxLength is 2', 'POST /things: query parameter lang: maxLength is 2'],
  ],
  [
    'a field of a request that is required',
    ['required: [name]', 'required: [name, size]'],
    ['POST /things: body.size: it is required'],
  ],
  [
    'a new field of a request that is required',
    [
      'required: [name]\n              properties:',
      'required: [name, hue]\n              properties:\n                hue: { type: string }',
    ],
    ['POST /things: body.hue: it is required'],
  ],
  [
    'a field of a request that is gone',
    ['                size: { type: [integer', '                mass: { type: [integer'],
    ['POST /things: body.size: it is gone'],
  ],
  [
    'a type that is not taken any more',
    ["[integer, 'null']", 'integer'],
    ['POST /things: body.size: null is not taken any more'],
  ],
  ['a higher minimum', ['minimum: 1', 'minimum: 2'], ['POST /things: body.size: minimum is 2']],
  ['a pattern', ['minLength: 1,', "minLength: 1, pattern: '^a',"], ['POST /things: body.name: pattern is ^a']],
  [
    'a body that is required',
    ['requestBody:\n', 'requestBody:\n        required: true\n'],
    ['POST /things: a body is required'],
  ],
  [
    'another media type of a body',
    ['          application/json:\n', '          text/plain:\n'],
    ['POST /things: a body of application/json is not taken any more'],
  ],
  ['a scope', ['[write]', '[write, admin]'], ['POST /things: access by token takes the scope admin']],
  ['a way in that is gone', [', { session: [] }', ''], ['POST /things: access by session is gone']],
  [
    'what was for everybody',
    ['security: [{}]', 'security: [{ token: [] }]'],
    ['GET /things: it is no longer for everybody'],
  ],
  [
    'a status that is gone',
    ["        '404': { $ref: '#/components/responses/NotFound' }\n", ''],
    ['GET /things: the answer 404 is gone'],
  ],
  ['a header that is gone', ['ETag: {', 'Age: {'], ['GET /things: answer 200: the header ETag is gone']],
  [
    'a field of an answer that is gone',
    ['        name: { type: string }\n', ''],
    ['GET /things: answer 200[].name: it is gone', 'POST /things: answer 201.name: it is gone'],
  ],
  [
    'a field of an answer that may be missing',
    ['[name, size, shape]', '[name, size]'],
    ['GET /things: answer 200[].shape: it may be missing', 'POST /things: answer 201.shape: it may be missing'],
  ],
  [
    'a field of an answer that may be null',
    ['        name: { type: string }\n', "        name: { type: [string, 'null'] }\n"],
    ['GET /things: answer 200[].name: it may be null', 'POST /things: answer 201.name: it may be null'],
  ],
  [
    'a value that no caller knows',
    ['[round, square]', '[round, square, oval]'],
    ['GET /things: answer 200[].shape: it may be "oval"', 'POST /things: answer 201.shape: it may be "oval"'],
  ],
  [
    'another type of an answer',
    ['oneOf: [{ type: integer }', 'oneOf: [{ type: string }'],
    ['GET /things: answer 200[].size: it may be string', 'POST /things: answer 201.size: it may be string'],
  ],
];

const HARMLESS: [what: string, edit: [from: string, to: string]][] = [
  ['a new path', ['components:', '  /more:\n    get: { operationId: more, responses: {} }\ncomponents:']],
  [
    'a new optional parameter',
    ['        - { name: sort', '        - { name: at, in: query, schema: { type: string } }\n        - { name: sort'],
  ],
  ['a new value of a request', ['enum: [name, size]', 'enum: [name, size, age]']],
  [
    'a new optional field of a request',
    ['properties:\n                name', 'properties:\n                hue: { type: string }\n                name'],
  ],
  ['a field of a request that may be left out', ['required: [name]', 'required: []']],
  ['a longer text', ['maxLength: 100', 'maxLength: 200']],
  ['a new field of an answer', ['        shape:', '        hue: { type: string }\n        shape:']],
  ['a value that no answer has any more', ['[round, square]', '[round]']],
  ['a field that is never null any more', ["oneOf: [{ type: integer }, { type: 'null' }]", 'type: integer']],
  ['a new status', ["        '404':", "        '410': { $ref: '#/components/responses/NotFound' }\n        '404':"]],
  ['what is for everybody now', ['security: [{ token: [write] }', 'security: [{}, { token: [write] }']],
];

describe('callers are broken by', () => {
  it.each(BREAKING)('%s', (_, edit, found) => {
    expect(changesOf(...edit)).toEqual(found);
  });
});

describe('callers are not broken by', () => {
  it.each(HARMLESS)('%s', (_, edit) => {
    expect(changesOf(...edit)).toEqual([]);
  });
});

it('nothing has changed between the contract and itself', () => {
  expect(breakingChanges(contract.document, structuredClone(contract.document))).toEqual([]);
});
