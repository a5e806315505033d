// SPDX-License-Identifier: Apache-2.0
import { createPrivateKey, generateKeyPairSync } from 'node:crypto';
import { hashLeaf } from '../merkle/hashes';
import { parseNote } from './note';
import { signCheckpoint } from './signCheckpoint';
import { SigningKey } from './SigningKey';
import { VerifierKey } from './VerifierKey';
import { parseCheckpoint, verifyCheckpoint } from './verifyCheckpoint';

/** The key of the examples of golang.org/x/mod/sumdb/note, and what they sign with it. */
const PETER = {
  name: 'PeterNeumann',
  /** Of `PRIVATE+KEY+PeterNeumann+c74f20a3+AYEK…`, without the byte that says Ed25519. */
  seed: Buffer.from(
    'AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz',
    'base64',
  ).subarray(1),
  verifier:
    'PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW',
  text:
    'If you think cryptography is the answer to your problem,\n' +
    "then you don't know what your problem is.\n",
  signature:
    '\u2014 PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n',
};
/** The example of https://c2sp.org/signed-note. */
const C2SP = {
  verifier:
    'example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k',
  note: 'This is an example message.\n\n\u2014 example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=\n',
};
/** The example of https://c2sp.org/tlog-checkpoint. */
const SOFA =
  'example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n\n\u2014 example.com/behind-the-sofa Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=\n';

function fromSeed(name: string, seed: Buffer): SigningKey {
  const der = Buffer.concat([
    Buffer.from('302e020100300506032b657004220420', 'hex'),
    seed,
  ]);
  const key = createPrivateKey({ key: der, format: 'der', type: 'pkcs8' });
  const pem = key.export({ type: 'pkcs8', format: 'pem' }).toString();
  return SigningKey.fromPem(name, pem);
}

describe('signed notes', () => {
  it('are signed as Go signs them', () => {
    const key = fromSeed(PETER.name, PETER.seed);
    expect(key.verifier).toBe(PETER.verifier);
    expect(key.id).toBe('c74f20a3');
    expect(key.sign(PETER.text)).toBe(PETER.signature);
  });

  it.each([
    ['Go', PETER.verifier, `${PETER.text}\n${PETER.signature}`],
    ['C2SP', C2SP.verifier, C2SP.note],
  ])('of %s verify', (_, verifier, note) => {
    const { body, signatures } = parseNote(note);
    const key = VerifierKey.parse(verifier);
    expect(signatures).toHaveLength(1);
    expect(signatures[0]).toMatchObject({ name: key.name, keyId: key.id });
    expect(key.hasSigned(body, signatures[0].signature)).toBe(true);
    expect(key.hasSigned(`${body}x`, signatures[0].signature)).toBe(false);
  });
});

const ORIGIN = 'portal.example.com/audit-log';
const key = SigningKey.generate(ORIGIN);
const next = SigningKey.generate(ORIGIN);
const known = VerifierKey.parse(key.verifier);
const checkpoint = {
  origin: ORIGIN,
  size: 42,
  root: hashLeaf('root'),
  time: '2026-11-24T12:00:00.000Z',
};

describe('a checkpoint', () => {
  it('of C2SP is read', () => {
    expect(parseCheckpoint(SOFA)).toEqual({
      origin: 'example.com/behind-the-sofa',
      size: 20852163,
      root: Buffer.from(
        'CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=',
        'base64',
      ),
      signatures: [{ name: 'example.com/behind-the-sofa', keyId: '033de0ae' }],
    });
  });

  it('is a note of origin, size, root and time', () => {
    const note = signCheckpoint(checkpoint, [key]);
    const root = checkpoint.root.toString('base64');
    expect(note).toBe(
      `${ORIGIN}\n42\n${root}\ntime 2026-11-24T12:00:00.000Z\n\n${key.sign(
        `${ORIGIN}\n42\n${root}\ntime 2026-11-24T12:00:00.000Z\n`,
      )}`,
    );
    expect(verifyCheckpoint(note, [known])).toEqual({
      checkpoint,
      signedBy: [known],
    });
  });

  it('is believed for one of two keys while the one replaces the other', () => {
    const note = signCheckpoint(checkpoint, [key, next]);
    const both = [key, next].map(one => VerifierKey.parse(one.verifier));
    expect(verifyCheckpoint(note, [both[0]]).signedBy).toEqual([both[0]]);
    expect(verifyCheckpoint(note, [both[1]]).signedBy).toEqual([both[1]]);
    expect(verifyCheckpoint(note, both).signedBy).toEqual(both);
  });

  it('is signed by nobody known when another key has signed it', () => {
    const note = signCheckpoint(checkpoint, [SigningKey.generate(ORIGIN)]);
    expect(verifyCheckpoint(note, [known]).signedBy).toEqual([]);
  });

  it('is refused when it was changed after it was signed', () => {
    const note = signCheckpoint(checkpoint, [key]);
    for (const [from, to] of [
      ['\n42\n', '\n43\n'],
      ['portal', 'pirate'],
      ['12:00', '11:00'],
    ]) {
      expect(() => verifyCheckpoint(note.replace(from, to), [known])).toThrow(
        'is not by',
      );
    }
  });

  it.each([
    ['no note', 'hello'],
    ['no signature', `${ORIGIN}\n1\n${hashLeaf('').toString('base64')}\n\n`],
    ['a carriage return', SOFA.replace('\n', '\r\n')],
    ['a size with zeros before it', SOFA.replace('20852163', '020852163')],
    [
      'a size beyond what numbers can say',
      SOFA.replace('20852163', '9007199254740993'),
    ],
    ['no size', SOFA.replace('20852163\n', '')],
    ['a short root', SOFA.replace('CsUYapGG', '')],
    ['a root in other characters', SOFA.replace('CsUYapGG', 'CsUYap_G')],
    ['no origin', SOFA.replace('example.com/behind-the-sofa\n', '\n')],
    ['no newline at its end', SOFA.slice(0, -1)],
    ['no dash before the signature', SOFA.replace('\u2014', '-')],
    ['a signature of four bytes', SOFA.replace(/Az3grl.*/, 'Az3grg==')],
    ['a megabyte of text', `${'x'.repeat(1e6)}\n${SOFA}`],
    ['a thousand signatures', SOFA + SOFA.split('\n\n')[1].repeat(1000)],
  ])('with %s is refused', (_, note) => {
    expect(() => parseCheckpoint(note)).toThrow();
  });
});

describe('a key', () => {
  it('is the same when it was kept as PEM', () => {
    const kept = SigningKey.fromPem(ORIGIN, key.toPem());
    expect(kept.verifier).toBe(key.verifier);
    expect(kept.sign('text\n')).toBe(key.sign('text\n'));
  });

  it('has a name without white space and plus', () => {
    for (const name of ['', 'a b', 'a+b', 'a\u2003b', 'a\nb']) {
      expect(() => SigningKey.generate(name)).toThrow('cannot be named');
    }
  });

  it('is refused when it is no Ed25519 key', () => {
    const other = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;
    const pem = other.export({ type: 'pkcs8', format: 'pem' }).toString();
    expect(() => SigningKey.fromPem(ORIGIN, pem)).toThrow('Ed25519');
  });

  it('is refused when any of its characters is another, or is missing', () => {
    for (let at = 0; at < PETER.verifier.length; at++) {
      const code = PETER.verifier.charCodeAt(at);
      const before = PETER.verifier.slice(0, at);
      const after = PETER.verifier.slice(at + 1);
      const changed = `${before}${String.fromCharCode(code + 1)}${after}`;
      expect(() => VerifierKey.parse(changed)).toThrow();
      expect(() => VerifierKey.parse(before + after)).toThrow();
    }
    // Of sumdb/note: a key that is too long, and an unknown algorithm, both with the hash that fits.
    for (const text of [
      'PeterNeumann+cc469956+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TWBADKEY==',
      'PeterNeumann+173116ae+ZRpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW',
    ]) {
      expect(() => VerifierKey.parse(text)).toThrow();
    }
  });
});
