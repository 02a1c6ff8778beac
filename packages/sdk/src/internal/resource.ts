/** Makes the methods of a resource from a table of its operations. */

import type { Call } from '../core/call.ts';
import type { AnswerOfRow, ArgumentsOf, Row } from '../core/contract.ts';
import type { CallOptions } from '../core/options.ts';
import { Paged, type PageShape } from '../core/page.ts';
import type { Send } from './send.ts';

/** The method that a row makes. */
type MethodOf<R extends string> = (
  ...input: [...ArgumentsOf<R>, options?: CallOptions]
) => R extends `LIST ${string}`
  ? AnswerOfRow<R> extends PageShape
    ? Paged<AnswerOfRow<R>>
    : never
  : Call<AnswerOfRow<R>>;

/** A table fits when every row makes a method as it is declared. */
type Fitting<Methods, Table> = {
  [Name in keyof Table]: Name extends keyof Methods
    ? Table[Name] extends string
      ? MethodOf<Table[Name]> extends Methods[Name]
        ? Table[Name]
        : ['the declared method and the contract differ', Methods[Name], MethodOf<Table[Name]>]
      : never
    : ['no such method is declared', Name];
};

/**
 * Methods as `Methods` declares them, from a table of `VERB /path`: the parameters of the path one by one, then the query or
 * body of a `?` or a `LIST`, then the options. What the table leaves out is given as `more`.
 */
export function resource<Methods extends object>() {
  return <const Table extends { readonly [Name in keyof Methods]?: Row }>(
    table: Table & Fitting<Methods, Table>,
    more: (send: Send) => Omit<Methods, keyof Table>,
  ) =>
    Object.assign(
      (send: Send): Methods => {
        const methods: Record<string, unknown> = {};
        for (const [name, row] of Object.entries(table)) methods[name] = method(send, row as string);
        return Object.assign(methods, more(send)) as Methods;
      },
      { table: table as Table },
    );
}

function method(send: Send, row: string): (...input: unknown[]) => unknown {
  const [, verb, template, takes, isMute] = /^(\w+) ([^?!]+)(\??)(!?)$/.exec(row) as unknown as [
    string,
    string,
    string,
    string,
    string,
  ];
  const names = Array.from(template.matchAll(/\{([^}]+)\}/g), ([, name]) => name as string);
  const isList = verb === 'LIST';
  const isRead = isList || verb === 'GET' || verb === 'DELETE';
  return (...input) => {
    const path = Object.fromEntries(names.map((name, i) => [name, input[i]])) as Record<string, string>;
    const rest = input.slice(names.length);
    const given = isList || takes ? (rest.shift() as object | undefined) : undefined;
    const options = rest[0] as CallOptions | undefined;
    if (isList) {
      return new Paged<PageShape>((cursor) =>
        send('GET', { template, path, query: cursor === undefined ? given : { ...given, cursor } }, options),
      );
    }
    return send(verb, { template, path, [isRead ? 'query' : 'body']: given, due: isMute ? 'maybe' : 'json' }, options);
  };
}
