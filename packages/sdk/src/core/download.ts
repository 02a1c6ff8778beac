/** A file that the almanac sends while it writes it. */
import type { Deadline } from '../internal/deadline.ts';
import { discard } from '../internal/read.ts';
import { pieces } from '../internal/sse.ts';

/**
 * A file in pieces: `for await (const piece of download)`, or as a whole: `text()`, `bytes()`, `blob()`. It can be read once. The
 * call's `timeout` holds for each piece anew, and its `signal` for all of them.
 */
export class Download implements AsyncIterable<Uint8Array> {
  /** Status and headers; the body is read by way of this. */
  readonly response: Response;
  /** The name that the almanac proposes. */
  readonly filename: string | null;
  readonly contentType: string;
  readonly #limit: Deadline;

  /** @internal */
  constructor(response: Response, limit: Deadline) {
    this.response = response;
    this.contentType = response.headers.get('content-type') ?? '';
    this.filename = /filename="?([^";]+)/.exec(response.headers.get('content-disposition') ?? '')?.[1] ?? null;
    this.#limit = limit;
  }

  /** Piece after piece. */
  async *[Symbol.asyncIterator](): AsyncGenerator<Uint8Array<ArrayBuffer>, void, undefined> {
    try {
      yield* pieces(this.response, this.#limit);
    } finally {
      this.#limit.close();
    }
  }

  /** The whole file. */
  async blob(): Promise<Blob> {
    const parts: Uint8Array<ArrayBuffer>[] = [];
    for await (const piece of this) parts.push(piece);
    return new Blob(parts, { type: this.contentType });
  }

  /** The whole file as bytes. */
  async bytes(): Promise<Uint8Array<ArrayBuffer>> {
    return new Uint8Array(await (await this.blob()).arrayBuffer());
  }

  /** The whole file as text. */
  async text(): Promise<string> {
    return (await this.blob()).text();
  }

  /** Hangs up, if it is not wanted after all. */
  cancel(): void {
    this.#limit.close();
    discard(this.response);
  }
}
