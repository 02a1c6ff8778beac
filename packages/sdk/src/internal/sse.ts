/** Server-sent events (HTML, 9.2.6: parsing an event stream). */
import { TruncatedError } from '../core/errors.ts';
import { type Deadline, within } from './deadline.ts';

export interface ServerEvent {
  type: string;
  data: string;
  id: string | undefined;
  /** How long to wait before connecting again, in milliseconds, if the server said so. */
  retry: number | undefined;
}

/**
 * The events of a response, and those without data that only say `retry`. Each piece renews the deadline. The body is freed
 * when the loop is left. Throws `TruncatedError` when the connection breaks.
 */
export async function* readEvents(response: Response, limit: Deadline): AsyncGenerator<ServerEvent, void, undefined> {
  let event: ServerEvent = none();
  for await (const line of lines(response, limit)) {
    if (line === '') {
      if (event.data !== '' || event.retry !== undefined) yield { ...event, data: event.data.slice(0, -1) };
      event = none();
      continue;
    }
    const [, field, value = ''] = /^([^:]*)(?:: ?(.*))?$/s.exec(line) ?? [];
    if (field === 'data') event.data += `${value}\n`;
    if (field === 'event') event.type = value;
    if (field === 'id') event.id = value;
    if (field === 'retry' && /^\d+$/.test(value)) event.retry = Number(value);
  }
}

function none(): ServerEvent {
  return { type: 'message', data: '', id: undefined, retry: undefined };
}

async function* lines(response: Response, limit: Deadline): AsyncGenerator<string, void, undefined> {
  const decoder = new TextDecoder();
  let rest = '';
  for await (const piece of pieces(response, limit)) {
    // A CR at the end may be half of a line break.
    const parts = (rest + decoder.decode(piece, { stream: true })).split(/\r\n|\n|\r(?!$)/);
    rest = parts.pop() ?? '';
    yield* parts;
  }
}

/** The body in pieces as they come. Each renews the deadline, which only runs while one is waited for. */
export async function* pieces(
  response: Response,
  limit: Deadline,
): AsyncGenerator<Uint8Array<ArrayBuffer>, void, undefined> {
  const reader = response.body?.getReader();
  if (!reader) return;
  try {
    for (;;) {
      limit.renew();
      let result: ReadableStreamReadResult<Uint8Array<ArrayBuffer>>;
      try {
        result = await within(limit.signal, reader.read());
      } catch (cause) {
        if (limit.signal.aborted) throw limit.signal.reason;
        throw new TruncatedError('The answer broke off.', { response, cause });
      }
      limit.hold();
      if (result.done) return;
      yield result.value;
    }
  } finally {
    limit.hold();
    // It fails when the connection is gone already, which is what was wanted.
    reader.cancel().catch(() => undefined);
  }
}
