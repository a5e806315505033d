// SPDX-License-Identifier: Apache-2.0
import type { Verification } from 'backstage-plugin-audit-log-common';
import { VerifierKey, verifyExport } from 'backstage-plugin-audit-log-verify';
import { uuidAt } from '../../__testUtils__/auditEvent';
import { eventually } from '../../__testUtils__/eventually';
import {
  DECISIONS,
  startGuardedBackend,
  type DecisionName,
  type Who,
} from '../../access/__testUtils__/startGuardedBackend';

const PATH = '/ledger/verify';

describe('runs of verification over HTTP', () => {
  let backend: Awaited<ReturnType<typeof startGuardedBackend>>;

  const start = (who: Who, body: object = {}) =>
    backend.send('post', PATH, who, body);
  const ended = (id: string) =>
    eventually(
      async () =>
        (await backend.get(`${PATH}/${id}`, 'administrator'))
          .body as Verification,
      run => run.endedAt !== undefined,
    );
  /** Nothing is under way any more. */
  const quiet = () =>
    eventually(
      async () => (await backend.get(PATH, 'administrator')).body.items,
      (runs: Verification[]) => runs.every(run => run.endedAt !== undefined),
    );

  beforeAll(async () => {
    backend = await startGuardedBackend({});
    await eventually(
      async () => (await backend.get('/ledger', 'administrator')).body,
      status => status.sealed >= 2,
    );
  });

  beforeEach(() => {
    backend.policy.decision = DECISIONS.allow;
  });

  const CALLERS: [Who, DecisionName, boolean | 401][] = [
    ['nobody', 'allow', 401],
    ['jane', 'allow', false],
    ['projectReader', 'allow', false],
    ['projectExporter', 'allow', false],
    ['roleHolder', 'allow', true],
    ['administrator', 'allow', true],
    ['administrator', 'deny', false],
    ['memberOfAdministrators', 'allow', true],
    ['service', 'allow', true],
    ['readingService', 'allow', false],
  ];

  it.each(CALLERS)(
    'are for those who hold audit-log.verify: %s, where the policy says %s',
    async (who, decision, may) => {
      await quiet();
      backend.policy.decision = DECISIONS[decision];
      const statusOf = (allowed: number) =>
        may === true ? allowed : may || 403;
      const run = await start(who);
      expect(run.status).toBe(statusOf(202));
      expect((await backend.get(PATH, who)).status).toBe(statusOf(200));
      const id = run.body.id ?? uuidAt();
      const one = await backend.get(`${PATH}/${id}`, who);
      expect(one.status).toBe(statusOf(200));
      const stopped = await backend.send('delete', `${PATH}/${uuidAt()}`, who);
      expect(stopped.status).toBe(statusOf(404));
    },
  );

  it('tell how far they are and what came of them, and are on record', async () => {
    await quiet();
    const { body: run } = await start('roleHolder');
    expect(run).toMatchObject({
      from: 0,
      startedBy: 'user:default/holder',
      findings: [],
    });
    const done = await ended(run.id);
    expect(done).toMatchObject({
      state: 'passed',
      verified: run.to,
      findingCount: 0,
    });
    const { body } = await backend.get('/ledger', 'projectReader');
    expect(body.verified.size).toBeGreaterThanOrEqual(run.to);

    const recorded = await backend.events(
      'plugin=audit-log&event=ledger-verify&order=oldest',
      items =>
        items.filter(({ meta }) => meta.verification === run.id).length === 2,
    );
    expect(
      recorded
        .filter(({ meta }) => meta.verification === run.id)
        .map(({ action, outcome, actor }) => [action, outcome, actor.ref]),
    ).toEqual([
      ['audit-log.ledger-verify.start', 'succeeded', 'user:default/holder'],
      ['audit-log.ledger-verify.passed', 'succeeded', 'plugin:audit-log'],
    ]);
    const [begun, passed] = recorded.filter(
      ({ meta }) => meta.verification === run.id,
    );
    expect(passed.operationId).toBe(begun.operationId);
  });

  it.each([
    [{ from: 2, to: 1 }, 400],
    [{ from: 0, to: 1_000_000 }, 400],
    [{ from: -1 }, 400],
    [{ other: 1 }, 400],
  ])('refuse the range %j', async (range, status) => {
    await quiet();
    expect((await start('administrator', range)).status).toBe(status);
  });

  it('cannot be stopped once they have ended', async () => {
    await quiet();
    const { body } = await start('administrator', { from: 0, to: 1 });
    await ended(body.id);
    const { status } = await backend.send(
      'delete',
      `${PATH}/${body.id}`,
      'administrator',
    );
    expect(status).toBe(409);
  });

  it('are not needed by whoever takes the ledger out with its proofs', async () => {
    const { body: list } = await backend.get('/ledger/keys', 'roleHolder');
    const keys = list.items.map(({ verifier }: { verifier: string }) =>
      VerifierKey.parse(verifier),
    );
    for (const [who, isComplete] of [
      ['roleHolder', true],
      ['projectReader', false],
    ] as const) {
      const { status, text } = await backend
        .get('/events/export?format=ndjson&proofs=true', who)
        .buffer(true)
        .parse((response, done) => {
          let body = '';
          response.setEncoding('utf8');
          response.on('data', part => (body += part));
          response.on('end', () => done(null, body));
        })
        .then(response => ({ status: response.status, text: response.body }));
      expect(status).toBe(200);
      const blocks = async function* blocks() {
        yield text as string;
      };
      expect(await verifyExport(blocks(), { keys })).toMatchObject({
        isVerified: true,
        isComplete,
        findings: [],
      });
    }
    const csv = '/events/export?format=csv&proofs=true';
    expect((await backend.get(csv, 'roleHolder')).status).toBe(400);
    const refused = '/events/export?format=ndjson&proofs=true';
    expect((await backend.get(refused, 'jane')).status).toBe(403);
  });
});
