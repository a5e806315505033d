// SPDX-License-Identifier: Apache-2.0
import type {
  AuditEvent,
  EventProof,
  SealingKey,
} from 'backstage-plugin-audit-log-common';
// What pages must not import: it is for Node, and here to compare with.
// eslint-disable-next-line @backstage/no-mixed-plugin-imports
import {
  createSeal,
  inclusionProof,
  leafHash,
  rootOfLeaves,
  SigningKey,
  signCheckpoint,
  verifyInclusion,
} from 'backstage-plugin-audit-log-verify';
import { exampleEvents } from '../../dev/exampleEvents';
import { inclusionRoot } from './inclusionRoot';
import { toHex } from './bytes';
import { verifyEventProof } from './verifyEventProof';

const NAME = 'portal.example.org/audit-log';
const key = SigningKey.generate(NAME);
const keys = [keyOf(key)];

function keyOf(
  { id, verifier }: SigningKey,
  state: SealingKey['state'] = 'signing',
): SealingKey {
  return { id, verifier, state };
}

/** Of leaves that are numbers, for trees of any shape. */
async function proofOf(leaves: readonly Buffer[], index: number) {
  return inclusionProof({
    index,
    size: leaves.length,
    read: async subtrees =>
      subtrees.map(({ level, index: at }) =>
        rootOfLeaves(leaves.slice(at * 2 ** level, (at + 1) * 2 ** level)),
      ),
  });
}

const events: AuditEvent[] = JSON.parse(
  JSON.stringify(exampleEvents(13, Date.UTC(2026, 10, 24))),
).map((event: AuditEvent, sequence: number) => ({ ...event, sequence }));
const seals = events.map(event => createSeal(event));
const hashes = events.map((event, index) => leafHash(event, seals[index]));

async function prove(
  sequence: number,
  signers: readonly SigningKey[] = [key],
): Promise<EventProof> {
  const root = rootOfLeaves(hashes);
  const time = '2026-11-24T20:04:00.000Z';
  return JSON.parse(
    JSON.stringify({
      event: events[sequence],
      seal: seals[sequence],
      sequence,
      leaf: hashes[sequence].toString('base64'),
      proof: (await proofOf(hashes, sequence)).map(hash =>
        hash.toString('base64'),
      ),
      checkpoint: {
        size: events.length,
        root: root.toString('base64'),
        sealedAt: time,
        note: signCheckpoint(
          { origin: NAME, size: events.length, root, time },
          signers,
        ),
      },
    }),
  );
}

describe('verifyEventProof', () => {
  it('holds for each event of a ledger', async () => {
    for (const event of events) {
      const verdict = await verifyEventProof(
        event,
        await prove(event.sequence!),
        keys,
      );
      expect(verdict).toMatchObject({
        failed: undefined,
        checkpoint: { size: 13, time: '2026-11-24T20:04:00.000Z' },
        signature: { state: 'signed', keyIds: [key.id] },
      });
    }
  });

  it('holds for an event that was shown before it had its place', async () => {
    const { sequence, ...shown } = events[3];
    expect(
      (await verifyEventProof(shown, await prove(3), keys)).failed,
    ).toBeUndefined();
  });

  it.each<[string, (proof: EventProof) => unknown, string]>([
    [
      'an outcome',
      ({ event }) => Object.assign(event, { outcome: 'failed' }),
      'content',
    ],
    [
      'an actor',
      ({ event }) =>
        Object.assign(event.actor, { ref: 'user:default/mallory' }),
      'content',
    ],
    [
      'an address',
      ({ event }) => Object.assign(event.request!, { address: '::1' }),
      'content',
    ],
    [
      'a field that is new',
      ({ event }) => Object.assign(event.meta, { more: 1 }),
      'content',
    ],
    [
      'a salt',
      ({ seal }) =>
        Object.assign(seal.salts, { '/actor': 'AAAAAAAAAAAAAAAAAAAAAA' }),
      'content',
    ],
    [
      'a part that is not there',
      ({ seal }) =>
        Object.assign(seal.salts, { '/meta/none': 'AAAAAAAAAAAAAAAAAAAAAA' }),
      'content',
    ],
    [
      'the hash of the leaf',
      proof => Object.assign(proof, { leaf: hashes[4].toString('base64') }),
      'content',
    ],
    ['the order of the proof', ({ proof }) => proof.reverse(), 'place'],
    ['a proof that is too short', ({ proof }) => proof.pop(), 'place'],
    ['a proof that is too long', ({ proof }) => proof.push(proof[0]), 'place'],
    [
      'the size that was signed',
      ({ checkpoint }) => replaceIn(checkpoint, '\n13\n', '\n12\n'),
      'signature',
    ],
    [
      'the time that was signed',
      ({ checkpoint }) => replaceIn(checkpoint, '20:04', '20:05'),
      'signature',
    ],
    [
      'the note',
      ({ checkpoint }) => replaceIn(checkpoint, '\u2014 ', '- '),
      'signature',
    ],
  ])('fails for another %s', async (_, change, failed) => {
    const proof = await prove(5);
    change(proof);
    // The page shows what the database holds.
    const verdict = await verifyEventProof(proof.event, proof, keys);
    expect(verdict.failed).toBe(failed);
  });

  it('fails when the page shows another event, or the same in another place', async () => {
    const proof = await prove(5);
    for (const shown of [
      { ...events[5], severity: 'low' as const, durationMs: 1 },
      { ...events[5], sequence: 6 },
      events[6],
    ]) {
      expect(await verifyEventProof(shown, proof, keys)).toEqual({
        failed: 'shown',
      });
    }
  });

  it('believes no key but those of the portal', async () => {
    const other = SigningKey.generate(NAME);
    const proof = await prove(5, [other]);
    expect(await verifyEventProof(events[5], proof, keys)).toMatchObject({
      failed: 'signature',
      signature: { state: 'unknown-key', keyIds: [other.id] },
    });
    expect(
      await verifyEventProof(events[5], proof, [
        ...keys,
        keyOf(other, 'unknown'),
      ]),
    ).toMatchObject({ failed: 'signature' });
    expect(
      await verifyEventProof(events[5], await prove(5, [other, key]), [
        keyOf(other, 'retired'),
        ...keys,
      ]),
    ).toMatchObject({
      failed: undefined,
      signature: { state: 'signed', keyIds: [other.id, key.id] },
    });
  });

  it('says so where the browser does not know such signatures', async () => {
    const importing = jest
      .spyOn(crypto.subtle, 'importKey')
      .mockRejectedValue(new DOMException('Ed25519', 'NotSupportedError'));
    expect(
      await verifyEventProof(events[5], await prove(5), keys),
    ).toMatchObject({
      failed: undefined,
      signature: { state: 'unsupported' },
    });
    importing.mockRestore();
  });
});

function replaceIn(
  checkpoint: EventProof['checkpoint'],
  from: string,
  to: string,
) {
  expect(checkpoint.note).toContain(from);
  checkpoint.note = checkpoint.note.replace(from, to);
}

describe('inclusionRoot', () => {
  it('is the root of the tree, and only with the proof of the leaf, in trees of every size up to 40', async () => {
    const leaves = Array.from({ length: 40 }, (_, index) =>
      Buffer.alloc(32, index),
    );
    for (let size = 1; size <= leaves.length; size++) {
      const tree = leaves.slice(0, size);
      const root = rootOfLeaves(tree);
      for (let index = 0; index < size; index++) {
        const proof = await proofOf(tree, index);
        const found = await inclusionRoot({
          leaf: new Uint8Array(tree[index]),
          index,
          size,
          proof: proof.map(hash => new Uint8Array(hash)),
        });
        expect(toHex(found!)).toBe(root.toString('hex'));
        for (const place of [index + 1, index - 1]) {
          const wrong = await inclusionRoot({
            leaf: new Uint8Array(tree[index]),
            index: place,
            size,
            proof: proof.map(hash => new Uint8Array(hash)),
          });
          const isRight = wrong && toHex(wrong) === root.toString('hex');
          expect(isRight ?? false).toBe(
            verifyInclusion({
              index: place,
              size,
              leaf: tree[index],
              proof,
              root,
            }),
          );
        }
      }
    }
  });
});
