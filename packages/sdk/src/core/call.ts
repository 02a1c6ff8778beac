/** What a method gives back. */

/** An answer with what came around it. */
export interface WithResponse<T> {
  data: T;
  /** Status and headers. The body has been read. */
  response: Response;
  /** Names the request in the almanac's log. */
  requestId: string | null;
}

/** A promise of an answer. The request is on its way already. */
export class Call<T> extends Promise<T> {
  readonly #answer: Promise<WithResponse<T>>;

  /** What `then` gives is a plain promise. */
  static override get [Symbol.species](): PromiseConstructor {
    return Promise;
  }

  /** @internal */
  constructor(answer: Promise<WithResponse<T>>) {
    super((resolve, reject) => {
      answer.then(({ data }) => resolve(data), reject);
    });
    this.#answer = answer;
  }

  /** The answer together with the response that it came with. */
  withResponse(): Promise<WithResponse<T>> {
    handledElsewhere(this);
    return this.#answer;
  }
}

/** The failure of a call that is told through another promise must not count as unhandled here. */
export function handledElsewhere(call: Promise<unknown>): void {
  call.catch(() => undefined);
}
