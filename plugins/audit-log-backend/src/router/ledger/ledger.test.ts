// SPDX-License-Identifier: Apache-2.0
import type {
  ConsistencyProof,
  EventProof,
  LedgerStatus,
  SealingKey,
} from 'backstage-plugin-audit-log-common';
import {
  leafHash,
  verifyCheckpoint,
  verifyConsistency,
  verifyInclusion,
  VerifierKey,
} from 'backstage-plugin-audit-log-verify';
import { eventually } from '../../__testUtils__/eventually';
import { uuidAt } from '../../__testUtils__/auditEvent';
import {
  BILLING,
  DECISIONS,
  RETAIL,
  startGuardedBackend,
  type DecisionName,
  type Who,
} from '../../access/__testUtils__/startGuardedBackend';

const hash = (text: string) => Buffer.from(text, 'base64');

describe('the ledger over HTTP', () => {
  let backend: Awaited<ReturnType<typeof startGuardedBackend>>;

  /** The state once so many events are sealed. */
  const sealed = async (size: number) =>
    eventually(
      async () =>
        (await backend.get('/ledger', 'administrator')).body as LedgerStatus,
      status => status.sealed >= size,
    );

  beforeAll(async () => {
    backend = await startGuardedBackend({});
    await sealed(2);
  });

  beforeEach(() => {
    backend.policy.decision = DECISIONS.allow;
  });

  const get = async <T>(path: string, who: Who = 'administrator') => {
    const { status, body } = await backend.get(path, who);
    expect({ status, message: body.error?.message }).toEqual({ status: 200 });
    return body as T;
  };

  describe.each([
    '/ledger',
    '/ledger/checkpoint',
    '/ledger/keys',
    '/ledger/proof?from=1',
    `/events/${RETAIL.id}/proof`,
  ])('GET %s', path => {
    it.each<[Who, DecisionName, number]>([
      ['nobody', 'allow', 401],
      ['jane', 'allow', 403],
      ['administrator', 'allow', 200],
      ['memberOfAdministrators', 'allow', 200],
      ['projectReader', 'allow', 200],
      ['roleHolder', 'allow', 200],
      ['readingService', 'allow', 200],
      ['otherService', 'allow', 403],
      ['administrator', 'conditional', 200],
      ['administrator', 'deny', 403],
    ])(
      'answers %s, where the policy says %s, with %i',
      async (who, decision, expected) => {
        backend.policy.decision = DECISIONS[decision];
        const { status } = await backend.get(path, who);
        expect(status).toBe(expected);
      },
    );
  });

  it('proves nothing of projects that somebody does not read', async () => {
    for (const id of [BILLING.id, uuidAt()]) {
      const { status, body } = await backend.get(
        `/events/${id}/proof`,
        'projectReader',
      );
      expect(status).toBe(404);
      expect(body.error.message).toBe(
        `There is no event ${id} in the audit log, or none that you may read`,
      );
    }
  });

  it('proves an event to whoever has the key', async () => {
    const { items } = await get<{ items: SealingKey[] }>('/ledger/keys');
    const keys = items.map(({ verifier }) => VerifierKey.parse(verifier));
    expect(items).toEqual([
      { id: keys[0].id, verifier: keys[0].text, state: 'signing' },
    ]);
    const proof = await get<EventProof>(
      `/events/${RETAIL.id}/proof`,
      'projectReader',
    );
    const { checkpoint, signedBy } = verifyCheckpoint(
      proof.checkpoint.note,
      keys,
    );
    expect(signedBy).toHaveLength(1);
    expect(proof.event).toMatchObject({
      id: RETAIL.id,
      sequence: proof.sequence,
    });
    expect(leafHash(proof.event, proof.seal)).toEqual(hash(proof.leaf));
    expect(
      verifyInclusion({
        index: proof.sequence,
        size: checkpoint.size,
        leaf: hash(proof.leaf),
        proof: proof.proof.map(hash),
        root: checkpoint.root,
      }),
    ).toBe(true);
  });

  it('does not show a seal with the event itself', async () => {
    const event = await get<object>(`/events/${RETAIL.id}`);
    expect(event).not.toHaveProperty('seal');
    expect(JSON.stringify(event)).not.toContain('salt');
  });

  it('proves that it has only grown', async () => {
    const earlier = await get<EventProof['checkpoint']>('/ledger/checkpoint');
    await get(`/events/${BILLING.id}`);
    await sealed(earlier.size + 1);
    const { from, to, proof, checkpoint } = await get<ConsistencyProof>(
      `/ledger/proof?from=${earlier.size}`,
    );
    expect(to).toBe(checkpoint.size);
    expect(
      verifyConsistency({
        from,
        to,
        fromRoot: hash(earlier.root),
        toRoot: hash(checkpoint.root),
        proof: proof.map(hash),
      }),
    ).toBe(true);
  });

  it.each([
    ['from=1&to=1000000', 404, /Only \d+ events .* are sealed/],
    ['from=1000000', 404, /Only \d+ events .* are sealed/],
    ['from=2&to=1', 400, /must not be larger/],
    ['from=-1', 400, /from/],
    ['from=9007199254740993', 404, /Only/],
    ['from=1.5', 400, /from/],
    ['to=1', 400, /from/],
  ])('refuses a proof of %s', async (query, expected, message) => {
    const { status, body } = await backend.get(
      `/ledger/proof?${query}`,
      'administrator',
    );
    expect(status).toBe(expected);
    expect(body.error.message).toMatch(message);
  });

  it('has proofs of events on record, and refusals of the rest', async () => {
    await get(`/events/${RETAIL.id}/proof`, 'roleHolder');
    const [read] = await backend.events(
      'action=audit-log.events-read.proof&actor=user:default/holder',
      items => items.length > 0,
    );
    expect(read).toMatchObject({
      outcome: 'succeeded',
      meta: { queryType: 'proof', id: RETAIL.id },
    });
    await backend.get('/ledger', 'jane');
    const [refused] = await backend.events(
      'action=audit-log.events-read.ledger&actor=user:default/jane',
      items => items.length > 0,
    );
    expect(refused.outcome).toBe('denied');
  });
});
