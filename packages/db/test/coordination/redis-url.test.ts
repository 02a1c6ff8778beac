import { expect, test } from 'vitest';
import { parseRedisUrl } from '../../src/coordination/index.ts';

test.each([
  ['redis://h', { host: 'h', port: 6379, username: undefined, password: undefined, db: 0, tls: undefined }],
  ['redis://:p%40ss@h:1/3', { host: 'h', port: 1, username: undefined, password: 'p@ss', db: 3, tls: undefined }],
  ['rediss://u:p@h:2', { host: 'h', port: 2, username: 'u', password: 'p', db: 0, tls: { servername: 'h' } }],
  ['rediss://10.0.0.1', { host: '10.0.0.1', port: 6379, username: undefined, password: undefined, db: 0, tls: {} }],
  ['redis://[::1]:7/', { host: '::1', port: 7, username: undefined, password: undefined, db: 0, tls: undefined }],
])('%s', (url, expected) => {
  expect(parseRedisUrl(url)).toEqual(expected);
});

test.each(['http://h', 'h:6379', '', 'redis://', 'redis://:secret@h/x'])(
  '%j is refused without repeating it',
  (url) => {
    expect(() => parseRedisUrl(url)).toThrow(/REDIS_URL/);
    expect(() => parseRedisUrl(url)).not.toThrow(/secret/);
  },
);
