// SPDX-License-Identifier: Apache-2.0
import { gzipSync } from 'node:zlib';
import { exportFile } from '../__testUtils__/TestLedger';
import {
  changeableLines,
  ledger,
  verifyFile,
} from '../__testUtils__/verifiedFile';
import { NotVerifiableError } from './ExportFormat';

/** An object that JSON can hold and that cannot be put into a sentence. */
const NO_TEXT = '{"toString":null,"valueOf":null}';

describe('what somebody did to the file', () => {
  const file = exportFile(ledger.lines({ size: 300 }));

  it('tells when a character was changed', async () => {
    const { findings } = await verifyFile(file.replace('"medium"', '"severe"'));
    expect(findings.map(({ kind, sequence }) => [kind, sequence])).toEqual([
      ['altered', undefined],
      ['altered', 0],
    ]);
    expect(findings[0].message).toContain('changed after it was exported');
  });

  it('tells when a space was added, which changes no event', async () => {
    const { findings } = await verifyFile(file.replace('{"leaf"', '{ "leaf"'));
    expect(findings).toEqual([expect.objectContaining({ kind: 'altered' })]);
  });

  it.each([
    [
      'after a line',
      (text: string) => `${text.split('\n').slice(0, 100).join('\n')}\n`,
    ],
    ['within a line', (text: string) => text.slice(0, 50_000)],
    [
      'before the manifest',
      (text: string) => `${text.split('\n').slice(0, -2).join('\n')}\n`,
    ],
    ['within the manifest', (text: string) => text.slice(0, -5)],
  ])('tells when it was cut off %s', async (_, cut) => {
    const { findings } = await verifyFile(cut(file));
    expect(findings).toContainEqual(
      expect.objectContaining({
        kind: 'truncated',
        message: expect.stringContaining('without the manifest'),
      }),
    );
  });

  it('tells when a zipped file was cut off', async () => {
    const zipped = gzipSync(file);
    const { findings } = await verifyFile(
      zipped.subarray(0, zipped.length / 2),
    );
    expect(findings.map(({ kind }) => kind)).toContain('truncated');
  });

  it.each([
    'nonsense',
    '[]',
    'null',
    '{}',
    '{"event":null}',
    '{"event":[]}',
    '{"event":{"sequence":1e99}}',
    '{"event":{"sequence":300}}',
    '{"event":{"sequence":300},"seal":{"erased":{"/actor":null}}}',
    `{"event":{"sequence":300,"id":${NO_TEXT}}}`,
    `{"event":{"sequence":"x","id":${NO_TEXT}}}`,
    `{"event":{"sequence":1,"id":${NO_TEXT}}}`,
    `{"leaf":${NO_TEXT},"event":{"sequence":300}}`,
    `{"skip":{"from":300,"to":301,"hashes":[${NO_TEXT}]}}`,
    `{"tile":{"from":${NO_TEXT},"to":300,"root":${NO_TEXT}}}`,
    `{"removed":{"signature":${NO_TEXT}}}`,
    `{"manifest":{"events":${NO_TEXT}}}`,
    '{"skip":null}',
    '{"skip":{"from":300,"to":301,"hashes":"x"}}',
    '{"skip":{"from":300,"to":9007199254740992,"hashes":[]}}',
    '{"skip":{"from":-1,"to":0,"hashes":[]}}',
    '{"tile":{}}',
    '{"tile":null}',
    '{"manifest":null}',
    '{"event":{"sequence":300},"tile":{}}',
    `{"event":${'['.repeat(100_000)}${']'.repeat(100_000)}}`,
    `{"leaf":"x","seal":{"salts":{"/meta":""}},"event":{"sequence":300,"meta":${'['.repeat(
      50_000,
    )}${']'.repeat(50_000)}}}`,
  ])('is not brought to a stop by a line such as %.60s', async line => {
    const lines = file.split('\n');
    lines.splice(-2, 0, line);
    const { isVerified, findings } = await verifyFile(lines.join('\n'));
    expect(isVerified).toBe(false);
    expect(findings.length).toBeGreaterThan(1);
  });

  it.each([
    ['erased', null],
    ['erased', []],
    ['erased', 'x'],
    ['erased', { '/actor': null }],
    ['erased', { '/actor': { commitment: 'A'.repeat(43) } }],
    ['erased', { '/actor': { commitment: ['A'.repeat(43)], operation: 'x' } }],
    ['erased', { '/actor': { commitment: 'A'.repeat(43), operation: {} } }],
    ['salts', null],
    ['salts', 7],
    ['salts', { '/actor': null }],
    ['salts', { '': 'AAECAwQFBgcICQoLDA0ODw' }],
  ])('finds that the %s of a seal are %j', async (member, value) => {
    const lines = changeableLines({ size: 300 });
    Object.assign(lines[8].seal, { [member]: value });
    const { findings } = await verifyFile(exportFile(lines));
    expect(findings).toContainEqual(
      expect.objectContaining({ kind: 'altered', sequence: 7 }),
    );
  });

  it.each([null, 'x', {}, 7])(
    'finds that an event says %j was erased of it',
    async erased => {
      const lines = changeableLines({ size: 300 });
      lines[8].event.erased = erased;
      const { findings } = await verifyFile(exportFile(lines));
      expect(findings).toContainEqual(
        expect.objectContaining({ kind: 'altered', sequence: 7 }),
      );
    },
  );

  it.each<[string, unknown]>([
    ['origin', {}],
    ['filters', null],
    ['filters', 'x'],
    ['filters', { from: { toString: null } }],
    ['filters', { to: [] }],
    ['first', null],
    ['auditLogExport', { toString: null }],
    ['from', '0'],
    ['to', {}],
    ['checkpoint', {}],
  ])(
    'says that it cannot be verified when its %s is %j',
    async (name, value) => {
      const lines = changeableLines({ size: 300 });
      lines[0][name] = value;
      await expect(verifyFile(exportFile(lines))).rejects.toThrow(
        NotVerifiableError,
      );
    },
  );

  it.each([
    ['nothing', '', 'empty'],
    ['no JSON', 'hello\n', 'no JSON'],
    ['an export without proofs', '{"id":"x"}\n', 'proofs=true'],
    ['a later version', '{"auditLogExport":2}\n', 'later version'],
    ['no checkpoint', '{"auditLogExport":1}\n', 'no checkpoint'],
    ['null', 'null\n', 'no proofs'],
  ])('does not verify %s', async (_, text, message) => {
    await expect(verifyFile(text)).rejects.toThrow(message);
  });
});
