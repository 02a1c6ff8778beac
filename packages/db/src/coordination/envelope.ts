/** A NOTIFY payload must be shorter than 8000 bytes (PostgreSQL's manual, NOTIFY). */
const MAX_BYTES = 7_999;

/** An event as one text. @throws {RangeError} when it is too large for a NOTIFY; also on Redis, so that no code relies on more. */
export function pack(channel: string, payload: object): string {
  const text = JSON.stringify([channel, payload]);
  const bytes = Buffer.byteLength(text);
  if (bytes > MAX_BYTES) {
    throw new RangeError(
      `An event on ${channel} has ${bytes} bytes, and ${MAX_BYTES} is the most: publish an id, and let listeners read the rest.`,
    );
  }
  return text;
}

export function unpack(text: string): { channel: string; payload: unknown } {
  const [channel, payload] = JSON.parse(text) as [string, unknown];
  return { channel, payload };
}
