// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto';
import {
  SigningKey,
  signDocument,
  VerifierKey,
} from 'backstage-plugin-audit-log-verify';
import { SealingKeys } from '../../sealing/keys/SealingKeys';
import type { ArchiveManifest, RemovalStatement } from '../files/ArchiveFile';
import { parseManifest, verifyManifest } from './manifest';
import {
  parseRemovalStatement,
  verifyRemovalStatement,
} from './removalStatement';

const ORIGIN = 'portal.example.com/audit-log';
const KEY = SigningKey.generate(ORIGIN);
const KEYS = SealingKeys.of({ signing: [KEY] });
const HASH = createHash('sha256').update('').digest();

const MANIFEST: Omit<ArchiveManifest, 'signature'> = {
  schema: 1,
  file: 'events/year=2026/month=11/2026-11.default.1.parquet',
  period: '2026-11',
  class: 'default',
  part: 1,
  events: 5,
  bytes: 1234,
  sha256: HASH.toString('hex'),
  occurredFrom: '2026-11-01T00:00:00.000Z',
  occurredTo: '2026-11-30T23:59:59.999Z',
  sequences: [
    [0, 3],
    [10, 12],
  ],
  root: HASH.toString('base64'),
  checkpoint: 'a note\n',
  writtenAt: '2027-12-08T00:00:00.000Z',
};
const STATEMENT: Omit<RemovalStatement, 'signature'> = {
  schema: 1,
  file: MANIFEST.file,
  period: '2026-11',
  class: 'default',
  events: 5,
  sequences: MANIFEST.sequences,
  root: MANIFEST.root,
  sha256: MANIFEST.sha256,
  removedAt: '2028-12-01T00:00:00.000Z',
  policy: { live: 'P1Y', archive: 'P1Y' },
};

function signed<T extends object>(
  document: T,
  kind: 'archive-manifest' | 'removal-statement',
  key = KEY,
  origin = ORIGIN,
) {
  return signDocument({ kind, origin, document, keys: [key] });
}

describe('Manifests', () => {
  const manifest = signed(MANIFEST, 'archive-manifest');
  const refused = (message: RegExp) =>
    expect.objectContaining({
      name: 'DamagedFileError',
      message: expect.stringMatching(message),
    });

  it('are what was signed', () => {
    const parsed = parseManifest(`${JSON.stringify(manifest, null, 2)}\n`);
    expect(parsed).toEqual(manifest);
    verifyManifest(parsed, KEYS);
  });

  it('are believed when a key of before has signed them, or this one under another name', () => {
    const retired = SealingKeys.of({
      signing: [SigningKey.generate(ORIGIN)],
      retired: [VerifierKey.parse(KEY.verifier)],
    });
    expect(() => verifyManifest(manifest, retired)).not.toThrow();
    const renamed = SigningKey.fromPem('other.example/audit-log', KEY.toPem());
    const other = signed(MANIFEST, 'archive-manifest', renamed, renamed.name);
    expect(() => verifyManifest(other, KEYS)).not.toThrow();
  });

  it('of another portal are not believed', () => {
    const theirs = signed(
      MANIFEST,
      'archive-manifest',
      SigningKey.generate(ORIGIN),
    );
    expect(() => verifyManifest(theirs, KEYS)).toThrow(
      refused(/not signed by a key that is known here/),
    );
  });

  it.each(Object.keys(MANIFEST) as (keyof typeof MANIFEST)[])(
    'of which %s was changed by hand are refused',
    name => {
      const value = manifest[name];
      const changed = {
        ...manifest,
        [name]: typeof value === 'number' ? value + 1 : `${value} `,
      } as ArchiveManifest;
      expect(() => verifyManifest(changed, KEYS)).toThrow(
        refused(/not what was signed/),
      );
    },
  );

  it('that are statements, or without signature, are refused', () => {
    for (const signature of [
      '',
      'x',
      signed(MANIFEST, 'removal-statement').signature,
    ]) {
      expect(() => verifyManifest({ ...manifest, signature }, KEYS)).toThrow(
        refused(/not to be believed/),
      );
    }
  });

  it.each<[string, object | string]>([
    ['no JSON', '{"schema":1'],
    ['nothing', ''],
    ['a list', '[]'],
    ['null', 'null'],
    ['a number', '1'],
    ['another schema', { schema: 2 }],
    ['more than there is', { more: 1 }],
    ['a file somewhere else', { file: '../../etc/passwd' }],
    ['a file from the root', { file: '/etc/passwd' }],
    ['a period that is none', { period: '2026-11-30T00' }],
    ['a class that is none', { class: 'A/B' }],
    ['no events', { events: 0, sequences: [] }],
    ['part of an event', { events: 4.5 }],
    ['more events than can be counted', { events: 2 ** 60 }],
    ['another number of events than of sequences', { events: 6 }],
    [
      'ranges that touch',
      {
        sequences: [
          [0, 3],
          [3, 5],
        ],
      },
    ],
    [
      'ranges that overlap',
      {
        sequences: [
          [0, 3],
          [2, 4],
        ],
      },
    ],
    [
      'ranges out of order',
      {
        sequences: [
          [10, 12],
          [0, 3],
        ],
      },
    ],
    [
      'a range of nothing',
      {
        sequences: [
          [0, 5],
          [9, 9],
        ],
      },
    ],
    ['a range that goes back', { sequences: [[5, 0]] }],
    ['a negative range', { sequences: [[-5, 0]] }],
    ['a range of three', { sequences: [[0, 3, 5]] }],
    ['texts for numbers', { sequences: [['0', '5']] }],
    ['a hash that is none', { sha256: 'x'.repeat(64) }],
    ['a root that is none', { root: 'AAAA' }],
    ['a time that is none', { occurredFrom: '2026-13-01T00:00:00.000Z' }],
    ['a time without zone', { writtenAt: '2026-11-01T00:00:00.000' }],
    ['times the wrong way round', { occurredTo: '2026-10-01T00:00:00.000Z' }],
    ['no signature', { signature: undefined }],
  ])('of %s are none', (_, change) => {
    const text =
      typeof change === 'string'
        ? change
        : JSON.stringify({ ...manifest, ...change });
    expect(() => parseManifest(text)).toThrow(
      refused(/^The archive-manifest is n/),
    );
  });

  it('of a million ranges are read', () => {
    const sequences = Array.from({ length: 1_000_000 }, (_, index) => [
      index * 3,
      index * 3 + 2,
    ]);
    const large = { ...manifest, sequences, events: 2_000_000 };
    expect(parseManifest(JSON.stringify(large)).sequences).toHaveLength(
      1_000_000,
    );
  });
});

describe('Removal statements', () => {
  const statement = signed(STATEMENT, 'removal-statement');

  it('are what was signed', () => {
    const parsed = parseRemovalStatement(JSON.stringify(statement));
    expect(parsed).toEqual(statement);
    verifyRemovalStatement(parsed, KEYS);
    const { sha256, ...rest } = STATEMENT;
    const without = signed(rest, 'removal-statement');
    verifyRemovalStatement(
      parseRemovalStatement(JSON.stringify(without)),
      KEYS,
    );
  });

  it.each([
    { events: 6 },
    { removedAt: 'yesterday' },
    { policy: { live: 'P1Y' } },
    { policy: { live: 'P1Y', archive: 'P1Y', more: 1 } },
    { sequences: [[0, 2 ** 60]] },
    { part: 1 },
  ])('with %j are none', change => {
    const text = JSON.stringify({ ...statement, ...change });
    expect(() => parseRemovalStatement(text)).toThrow(
      /The removal-statement is none/,
    );
  });

  it('that were changed, or are manifests, are not believed', () => {
    expect(() =>
      verifyRemovalStatement({ ...statement, events: 4 }, KEYS),
    ).toThrow(/not what was signed/);
    const { signature } = signed(STATEMENT, 'archive-manifest');
    expect(() =>
      verifyRemovalStatement({ ...statement, signature }, KEYS),
    ).toThrow(/not what was signed/);
  });
});
