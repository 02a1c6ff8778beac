/** What the site answers to a request, before it is sent. */
export interface Answer {
  status: number;
  type: string;
  body: string;
  headers?: Readonly<Record<string, string>>;
}

export const HTML = 'text/html;charset=UTF-8';
export const JSON_TYPE = 'application/json;charset=utf-8';
export const XML = 'application/xml;charset=UTF-8';
export const TEXT = 'text/plain;charset=UTF-8';
