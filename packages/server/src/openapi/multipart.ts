/**
 * Reads a form with one file, `multipart/form-data` (RFC 7578), without ever holding the file: fields come first, then the
 * file, piece by piece, to whoever wants it.
 */

import { setTimeout as sleep } from 'node:timers/promises';
import type { ProblemField } from '@cohort-almanac/core';
import { Busboy, type BusboyFileStream, type BusboyHeaders, type BusboyInstance } from '@fastify/busboy';
import type { Context } from 'koa';
import { ProblemError } from '../problem-error.ts';
import { hasBody } from './body.ts';

/** A form whose fields have been read, and whose file waits. */
export interface Multipart<Fields = Readonly<Record<string, string>>> {
  fields: Fields;
  /** What the sender calls the file. It says nothing about what is in it, and leads nowhere. */
  fileName: string;
  /**
   * The file. Ends with the whole form: then nothing was wrong with what follows the file, either. Throws the problems
   * `payload-too-large` and `invalid-request`, on which what was stored of it has to go.
   */
  bytes: AsyncIterable<Buffer>;
}

/** Bytes of a file, unless settings say otherwise. */
export const DEFAULT_UPLOAD_LIMIT = 32 * 2 ** 20;

/** The name of the file's part. */
const FILE = 'file';
const MOST_FIELDS = 20;
const FIELD_BYTES = 2_000;
/** What a form has besides its file, at most. */
const FRAME_BYTES = 65_536;
/** How long what nobody wants is still taken in, so that its sender reads the answer and not a broken connection. */
const DRAIN_MS = 5_000;

/**
 * Reads the fields of a form up to its file, and hands both to `use`. Throws the problems `unsupported-media-type`,
 * `payload-too-large` (more than `limit` bytes) and `invalid-request`. What `use` leaves unread is thrown away.
 */
export async function withMultipart<T>(ctx: Context, limit: number, use: (form: Multipart) => Promise<T>): Promise<T> {
  if (!hasBody(ctx)) throw ProblemError.invalid([fault('', 'is missing; send multipart/form-data')]);
  if (!ctx.is('multipart/form-data')) {
    const sent = ctx.get('Content-Type') || 'no Content-Type';
    throw new ProblemError('unsupported-media-type', `The body must be multipart/form-data, not ${sent}.`);
  }
  const form = new FormReader(ctx, limit);
  try {
    if (Number(ctx.get('Content-Length') || 0) > limit + FRAME_BYTES) throw tooLarge(limit);
    return await use(await form.begin());
  } finally {
    await form.end();
  }
}

const tooLarge = (limit: number) =>
  new ProblemError(
    'payload-too-large',
    `The file must have at most ${limit} bytes (${Math.floor(limit / 2 ** 20)} MB).`,
  );

const fault = (name: string, message: string): ProblemField => ({ in: 'body', name, message });

class FormReader {
  readonly #ctx: Context;
  readonly #limit: number;
  readonly #fields: Record<string, string> = Object.create(null);
  readonly #faults: ProblemField[] = [];
  #file: BusboyFileStream | null = null;
  /** Settles when the form is at its end, with what is wrong with it as a whole. */
  #over: Promise<void> | null = null;

  constructor(ctx: Context, limit: number) {
    this.#ctx = ctx;
    this.#limit = limit;
  }

  /** Reads up to the file. */
  async begin(): Promise<Multipart> {
    const parser = this.#parser();
    let fileName = '';
    const reached = new Promise<void>((resolve, reject) => {
      parser.on('file', (name, stream, given) => {
        // Whoever reads it is told; whoever doesn't must not bring the process down.
        stream.on('error', () => undefined);
        if (name !== FILE || this.#file !== null) {
          this.#faults.push(fault(`/${name}`, 'is not expected to be a file'));
          stream.resume();
          return;
        }
        this.#file = stream;
        fileName = typeof given === 'string' ? given : '';
        resolve();
      });
      this.#over = new Promise<void>((done, failed) => {
        const stop = (message: string) => {
          const problem = ProblemError.invalid([fault('', message)]);
          failed(problem);
          // Who reads the file waits for what doesn't come any more.
          this.#file?.destroy(problem);
        };
        parser.on('finish', () => done());
        parser.on('error', (error: Error) => stop(`is no form that can be read: ${error.message}`));
        this.#ctx.req.on('aborted', () => stop('was broken off'));
      });
      this.#over.then(resolve, reject);
    });
    this.#ctx.req.pipe(parser);
    await reached;
    if (this.#file === null) {
      throw ProblemError.invalid([
        ...this.#faults,
        fault(`/${FILE}`, 'is missing; send the file after the other fields'),
      ]);
    }
    if (this.#faults.length > 0) throw ProblemError.invalid(this.#faults);
    return { fields: { ...this.#fields }, fileName, bytes: this.#bytes(this.#file) };
  }

  /** Takes in what nobody read, for a while, up to as much as a file may have. */
  async end(): Promise<void> {
    const { req } = this.#ctx;
    if (req.complete || req.destroyed) return;
    this.#ctx.set('Connection', 'close');
    req.unpipe();
    let rest = this.#limit + FRAME_BYTES;
    const drained = new Promise<void>((resolve) => {
      req.on('data', (chunk: Buffer) => {
        rest -= chunk.length;
        if (rest <= 0) resolve();
      });
      req.once('end', resolve).once('close', resolve);
      req.resume();
    });
    const stop = new AbortController();
    await Promise.race([drained, sleep(DRAIN_MS, undefined, { signal: stop.signal }).catch(() => undefined)]);
    stop.abort();
    req.pause();
  }

  #parser(): BusboyInstance {
    let parser: BusboyInstance;
    try {
      parser = new Busboy({
        headers: this.#ctx.req.headers as BusboyHeaders,
        limits: { fieldNameSize: 100, fieldSize: FIELD_BYTES, fields: MOST_FIELDS, files: 2, fileSize: this.#limit },
      });
    } catch (error) {
      throw ProblemError.invalid([fault('', `is no form that can be read: ${(error as Error).message}`)]);
    }
    parser.on('field', (name, value, _nameCut, valueCut) => {
      if (this.#file !== null) this.#faults.push(fault(`/${name}`, 'must stand before the file'));
      else if (name === FILE) this.#faults.push(fault(`/${FILE}`, 'must be sent as a file, with a file name'));
      else if (name in this.#fields) this.#faults.push(fault(`/${name}`, 'is given more than once'));
      else if (valueCut) this.#faults.push(fault(`/${name}`, `must have at most ${FIELD_BYTES} bytes`));
      else this.#fields[name] = value;
    });
    parser.on('fieldsLimit', () => this.#faults.push(fault('', `must have at most ${MOST_FIELDS} fields`)));
    return parser;
  }

  async *#bytes(file: BusboyFileStream): AsyncGenerator<Buffer> {
    let size = 0;
    for await (const chunk of file as AsyncIterable<Buffer>) {
      size += chunk.length;
      yield chunk;
    }
    if (file.truncated) throw tooLarge(this.#limit);
    await this.#over;
    if (size === 0) this.#faults.push(fault(`/${FILE}`, 'is empty'));
    if (this.#faults.length > 0) throw ProblemError.invalid(this.#faults);
  }
}
