// SPDX-License-Identifier: Apache-2.0
import { ConfigReader } from '@backstage/config';
import type { JsonObject } from '@backstage/types';
import { SigningKey } from 'backstage-plugin-audit-log-verify';
import { generateKeyPairSync } from 'node:crypto';
import { readSealingSettings } from './SealingSettings';

const read = (sealing: JsonObject, more: JsonObject = {}) =>
  readSealingSettings(new ConfigReader({ auditLog: { sealing }, ...more }));
const KEY = SigningKey.generate('a.example/audit-log');

describe('readSealingSettings', () => {
  it('seals by default, and tells the log once an hour', () => {
    expect(readSealingSettings(new ConfigReader({}))).toEqual({
      enabled: true,
      origin: 'localhost/audit-log',
      signing: [],
      retired: [],
      keyFile: undefined,
      log: true,
      logEveryMs: 3_600_000,
      directory: undefined,
      verifyEveryMs: 86_400_000,
    });
  });

  it.each([
    ['https://portal.example.com', 'portal.example.com/audit-log'],
    ['https://example.com:7007/portal/', 'example.com:7007/portal/audit-log'],
  ])('names the ledger of %s', (baseUrl, origin) => {
    expect(read({}, { app: { baseUrl } }).origin).toBe(origin);
  });

  it('takes keys to sign with, and keys of before', () => {
    const settings = read({
      origin: 'a.example/audit-log',
      keys: [{ privateKey: KEY.toPem() }, { publicKey: KEY.verifier }],
      verifyEvery: 0,
      checkpoints: { logEvery: '5m', log: false, directory: '/var/audit' },
    });
    expect(settings.signing.map(({ verifier }) => verifier)).toEqual([
      KEY.verifier,
    ]);
    expect(settings.retired.map(({ text }) => text)).toEqual([KEY.verifier]);
    expect(settings).toMatchObject({
      verifyEveryMs: 0,
      logEveryMs: 300_000,
      log: false,
      directory: '/var/audit',
    });
  });

  const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });
  it.each<[JsonObject, RegExp]>([
    [{ origin: 'with space' }, /sealing.origin: must be a name/],
    [{ origin: 'a+b' }, /sealing.origin: must be a name/],
    [{ keys: [{}] }, /keys\[0\]: must have privateKey/],
    [
      { keys: [{ privateKey: KEY.toPem(), publicKey: KEY.verifier }] },
      /keys\[0\]: must have/,
    ],
    [{ keys: [{ privateKey: 'secret' }] }, /keys\[0\].privateKey: must be/],
    [
      {
        keys: [
          {
            privateKey: rsa.privateKey
              .export({ format: 'pem', type: 'pkcs8' })
              .toString(),
          },
        ],
      },
      /keys\[0\].privateKey: must be an Ed25519 key/,
    ],
    [
      { keys: [{ privateKey: KEY.toPem() }, { publicKey: 'x+y' }] },
      /keys\[1\].publicKey: must be a verifier key/,
    ],
    [{ verifyEvery: '1s' }, /verifyEvery: must be a duration/],
    [{ checkpoints: { logEvery: 0 } }, /logEvery/],
  ])('refuses %j', (sealing, message) => {
    expect(() => read(sealing)).toThrow(message);
  });

  it('does not tell a private key that it cannot read', () => {
    expect(() => read({ keys: [{ privateKey: 'my secret' }] })).toThrow(
      expect.not.objectContaining({
        message: expect.stringContaining('my secret'),
      }),
    );
  });
});
