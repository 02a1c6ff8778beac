/** From what `fetch` throws to what a caller can act on. */
import { ConnectionError, DnsError, TlsError } from '../core/errors.ts';

/** The system's code of an error, such as `ECONNREFUSED`, wherever it hides. Browsers tell none. */
function codeOf(error: unknown): string {
  for (let inner = error, depth = 0; inner instanceof Error && depth < 5; inner = inner.cause, depth += 1) {
    if ('code' in inner && typeof inner.code === 'string') return inner.code;
    const first: unknown = inner instanceof AggregateError ? inner.errors[0] : undefined;
    if (first) return codeOf(first);
  }
  return '';
}

/** The error of a request that nothing was answered to. Which of its kinds it is, only Node tells. */
export function connectionError(url: string, cause: unknown): ConnectionError {
  const host = hostOf(url);
  const code = codeOf(cause);
  if (/^(ENOTFOUND|EAI_)/.test(code)) {
    return new DnsError(`${host} has no address (${code}). Check the spelling of baseUrl, and the network.`, { cause });
  }
  if (/CERT|TLS|SSL|SIGNATURE|EPROTO/.test(code)) {
    return new TlsError(
      `${host} could not be trusted (${code}). Check its certificate and the scheme of baseUrl; an authority of your own goes into NODE_EXTRA_CA_CERTS.`,
      { cause },
    );
  }
  return unreachable(url, cause, code);
}

/** The same where there are no codes to look at: in a browser. */
export function unreachable(url: string, cause: unknown, code = ''): ConnectionError {
  return new ConnectionError(
    `${hostOf(url)} could not be reached${code && ` (${code})`}. Check baseUrl, the network, and that the almanac runs${code ? '' : '; in a browser also that the page may read it (CORS)'}.`,
    { cause },
  );
}

const hostOf = (url: string): string => (URL.canParse(url) ? new URL(url).host : url);
