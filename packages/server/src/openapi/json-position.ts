/** Where a text stops being JSON: JSON.parse of Node 20 says it only for some errors. */

const TOKEN =
  /[ \t\n\r]*(?:([{}[\],:])|("(?:[ !#-[\]-\uffff]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*")|(-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null))/y;
const SPACE = /[ \t\n\r]*/y;

type Due = 'value' | 'value or ]' | 'name' | 'name or }' | ':' | ', or ]' | ', or }' | 'the end';

/**
 * The first place where `text` departs from JSON (RFC 8259), and what was due there; null when it is JSON.
 * `line` and `column` count from 1, columns in UTF-16 code units.
 */
export function jsonFault(text: string): { line: number; column: number; expected: Due } | null {
  const open: ('{' | '[')[] = [];
  let due: Due = 'value';
  let at = 0;
  const afterValue = (): Due => (open.length === 0 ? 'the end' : open.at(-1) === '{' ? ', or }' : ', or ]');
  while (due !== 'the end' || skipSpace(text, at) < text.length) {
    TOKEN.lastIndex = at;
    const found: RegExpExecArray | null = due === 'the end' ? null : TOKEN.exec(text);
    const mark: string | undefined = found?.[1];
    const string = found?.[2];
    const literal = found?.[3];
    const takesValue: boolean = due === 'value' || due === 'value or ]';
    const takesName: boolean = due === 'name' || due === 'name or }';
    if (takesValue && (mark === '{' || mark === '[')) {
      open.push(mark);
      due = mark === '{' ? 'name or }' : 'value or ]';
    } else if (takesValue && (string !== undefined || literal !== undefined)) due = afterValue();
    else if (takesName && string !== undefined) due = ':';
    else if (due === ':' && mark === ':') due = 'value';
    else if ((due === ', or }' || due === ', or ]') && mark === ',') due = due === ', or }' ? 'name' : 'value';
    else if (mark !== undefined && due.endsWith(` or ${mark}`)) {
      open.pop();
      due = afterValue();
    } else return place(text, skipSpace(text, at), due);
    at = TOKEN.lastIndex;
  }
  return null;
}

function skipSpace(text: string, at: number): number {
  SPACE.lastIndex = at;
  SPACE.exec(text);
  return SPACE.lastIndex;
}

function place(text: string, at: number, expected: Due) {
  const before = text.slice(0, at).split('\n');
  return { line: before.length, column: before.at(-1)!.length + 1, expected };
}
