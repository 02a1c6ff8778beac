/** Where nothing may be sent, whatever it is called. */
import { describe, expect, test } from 'vitest';
import { isPublicAddress, targetProblem } from '../src/index.ts';

const STRICT = { allowLoopback: false };

test.each([
  // This host, private networks, carriers, loopback.
  '0.0.0.0',
  '0.1.2.3',
  '10.0.0.1',
  '10.255.255.255',
  '100.64.0.1',
  '100.127.255.255',
  '127.0.0.1',
  '127.1.2.3',
  '172.16.0.1',
  '172.31.255.255',
  '192.168.0.1',
  // Link-local, where clouds serve their metadata.
  '169.254.0.1',
  '169.254.169.254',
  '192.0.0.192',
  // Documentation, benchmarks, relays.
  '192.0.2.1',
  '192.88.99.1',
  '198.18.0.1',
  '198.19.255.255',
  '198.51.100.1',
  '203.0.113.1',
  // Multicast, reserved, broadcast.
  '224.0.0.1',
  '239.255.255.255',
  '240.0.0.1',
  '255.255.255.255',
  '::',
  '::1',
  // IPv4 within IPv6: mapped, compatible, translated, NAT64, 6to4, Teredo.
  '::ffff:127.0.0.1',
  '::ffff:7f00:1',
  '::ffff:10.0.0.1',
  '::ffff:169.254.169.254',
  '::ffff:8.8.8.8',
  '::127.0.0.1',
  '::ffff:0:127.0.0.1',
  '64:ff9b::7f00:1',
  '64:ff9b:1::a00:1',
  '2002:7f00:1::',
  '2001:0:7f00:1::',
  // Link-local, with and without a zone; site-local, unique local, where clouds serve their metadata; discard, multicast.
  'fe80::1',
  'fe80::1%eth0',
  '2620:fe::fe%eth0',
  'fec0::1',
  'fc00::1',
  'fd00:ec2::254',
  '100::1',
  'ff02::1',
  '2001:db8::1',
  '3fff::1',
  '4000::1',
  // No addresses at all.
  '',
  'localhost',
  'example.org',
  '1.2.3',
  '0177.0.0.1',
  '2130706433',
])('%s is no public address', (address) => {
  expect(isPublicAddress(address)).toBe(false);
});

test.each(['1.1.1.1', '8.8.8.8', '100.63.255.255', '100.128.0.1', '172.15.0.1', '172.32.0.1', '223.255.255.255'])(
  '%s is one',
  (address) => {
    expect(isPublicAddress(address)).toBe(true);
  },
);
test.each(['2620:fe::fe', '2a00:1450:4001:80b::200e', '2606:4700:4700::1111', '2001:200::1'])(
  '%s is one',
  (address) => {
    expect(isPublicAddress(address)).toBe(true);
  },
);

describe('a URL', () => {
  test.each([
    ['http://hooks.example.org/', /https/],
    ['ftp://hooks.example.org/', /https/],
    ['file:///etc/passwd', /https/],
    ['hooks.example.org', /no URL/],
    ['https://', /no URL/],
    ['https://user@hooks.example.org/', /user or password/],
    ['https://:secret@hooks.example.org/', /user or password/],
    ['https://hooks.example.org/#part', /fragment/],
    ['https://localhost/', /public/],
    ['https://LOCALHOST./', /public/],
    ['https://almanac.localhost/', /public/],
    ['https://db/', /public/],
    ['https://printer.local/', /public/],
    ['https://metadata.google.internal/', /public/],
    ['https://router.home.arpa./', /public/],
    ['https://127.0.0.1/', /public/],
    // Loopback in the clothes that URLs allow.
    ['https://2130706433/', /public/],
    ['https://0x7f000001/', /public/],
    ['https://0177.0.0.1/', /public/],
    ['https://127.1/', /public/],
    ['https://１２７.0.0.1/', /public/],
    ['https://[::1]/', /public/],
    ['https://[::ffff:127.0.0.1]/', /public/],
    ['https://[fe80::1]/', /public/],
    ['https://169.254.169.254/latest/meta-data/', /public/],
    ['https://10.0.0.1:5432/', /public/],
  ])('%s is refused', (url, says) => {
    expect(targetProblem(url, STRICT)).toMatch(says);
  });

  test.each(['https://hooks.example.org/a?b=c', 'https://8.8.8.8/', 'https://[2620:fe::fe]:8443/'])(
    '%s is taken',
    (url) => {
      expect(targetProblem(url, STRICT)).toBeNull();
    },
  );

  test('may lead to this machine, and nowhere else, where that is allowed', () => {
    const loose = { allowLoopback: true };
    for (const url of ['http://127.0.0.1:4600/', 'http://localhost:4600/', 'http://[::1]/', 'https://example.org/']) {
      expect(targetProblem(url, loose)).toBeNull();
    }
    for (const url of ['http://10.0.0.1/', 'http://[::ffff:10.0.0.1]/', 'http://169.254.169.254/', 'http://db/']) {
      expect(targetProblem(url, loose)).toMatch(/public/);
    }
  });
});
