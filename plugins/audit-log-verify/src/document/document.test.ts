// SPDX-License-Identifier: Apache-2.0
import { SigningKey } from '../checkpoint/SigningKey';
import { signCheckpoint } from '../checkpoint/signCheckpoint';
import { VerifierKey } from '../checkpoint/VerifierKey';
import { signDocument } from './signDocument';
import { verifyDocument } from './verifyDocument';

const ORIGIN = 'portal.example.com/audit-log';

describe('Signed documents', () => {
  const key = SigningKey.generate(ORIGIN);
  const known = VerifierKey.parse(key.verifier);
  const document = { file: 'a.parquet', events: 3, sequences: [[0, 3]] };
  const signed = signDocument({
    kind: 'archive-manifest',
    origin: ORIGIN,
    document,
    keys: [key],
  });

  it('are what they were, whatever the order of their members', () => {
    const { signature, sequences, events, file } = signed;
    const other = { sequences, signature, file, events };
    expect(verifyDocument(other, 'archive-manifest', [known])).toEqual({
      origin: ORIGIN,
      signedBy: [known],
    });
  });

  it('are signed by nobody known where the key is another', () => {
    const other = VerifierKey.parse(SigningKey.generate(ORIGIN).verifier);
    expect(verifyDocument(signed, 'archive-manifest', [other])).toEqual({
      origin: ORIGIN,
      signedBy: [],
    });
  });

  it.each([
    ['a changed member', { ...signed, events: 4 }],
    ['a member more', { ...signed, more: true }],
    ['a member less', { signature: signed.signature, file: 'a.parquet' }],
    ['no signature', { ...document, signature: '' }],
    [
      'the signature of another',
      { ...document, signature: signed.signature.replace('portal', 'shadow') },
    ],
  ])('with %s are refused', (_, changed) => {
    expect(() =>
      verifyDocument(changed, 'archive-manifest', [known]),
    ).toThrow();
  });

  it('of one kind, and checkpoints, are none of another', () => {
    expect(() => verifyDocument(signed, 'removal-statement', [known])).toThrow(
      'not what was signed',
    );
    const checkpoint = signCheckpoint(
      {
        origin: ORIGIN,
        size: 3,
        root: Buffer.alloc(32),
        time: '2026-01-01T00:00:00.000Z',
      },
      [key],
    );
    expect(() =>
      verifyDocument(
        { ...document, signature: checkpoint },
        'archive-manifest',
        [known],
      ),
    ).toThrow('not what was signed');
  });

  it('are signed by one key at least', () => {
    expect(() =>
      signDocument({
        kind: 'archive-manifest',
        origin: ORIGIN,
        document,
        keys: [],
      }),
    ).toThrow('one key at least');
  });
});
