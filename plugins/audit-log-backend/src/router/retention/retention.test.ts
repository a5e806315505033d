// SPDX-License-Identifier: Apache-2.0
import type {
  Hold,
  RetentionChange,
  RetentionRun,
} from 'backstage-plugin-audit-log-common';
import { uuidAt } from '../../__testUtils__/auditEvent';
import {
  DECISIONS,
  RETAIL,
  startGuardedBackend,
  type DecisionName,
  type GuardedBackend,
  type Who,
} from '../../access/__testUtils__/startGuardedBackend';
import { type RetentionApi, retentionApi } from './__testUtils__/retentionApi';

const USUAL = { live: 'P1Y', archive: 'P1Y', rules: [] };
const LONGER = { live: 'P1Y', archive: 'P2Y', rules: [] };

describe('retention over HTTP', () => {
  let backend: GuardedBackend;
  let api: RetentionApi;

  beforeAll(async () => {
    backend = await startGuardedBackend({});
    api = retentionApi(backend);
  });

  beforeEach(() => {
    backend.policy.decision = DECISIONS.allow;
  });

  const CALLERS: [Who, DecisionName, boolean | 401][] = [
    ['nobody', 'allow', 401],
    ['jane', 'allow', false],
    ['projectReader', 'allow', false],
    ['projectExporter', 'allow', false],
    // An auditor reads all events, and has no say in how long they are kept.
    ['roleHolder', 'allow', false],
    ['administrator', 'allow', true],
    ['administrator', 'conditional', true],
    ['administrator', 'deny', false],
    ['memberOfAdministrators', 'allow', true],
    ['service', 'allow', true],
    ['readingService', 'allow', false],
    ['otherService', 'allow', false],
  ];

  it.each(CALLERS)(
    'is for those who hold audit-log.configure: %s, where the policy says %s',
    async (who, decision, may) => {
      await api.quiet();
      backend.policy.decision = DECISIONS[decision];
      const statuses = [
        await backend.get('/retention', who),
        await api.send('put', '', who, { policy: USUAL, reason: 'None' }),
        await api.send('post', '/preview', who, { policy: USUAL }),
        await api.send('post', `/changes/${uuidAt()}/cancel`, who),
        await api.send('post', '/holds', who, {
          reason: 'x',
          actor: 'user:a/b',
        }),
        await api.send('post', `/holds/${uuidAt()}/release`, who, {
          reason: 'x',
        }),
        await api.send('post', '/runs', who, {}),
        await api.send('post', `/files/${uuidAt()}/restore`, who, { days: 1 }),
        await api.send('delete', `/files/${uuidAt()}/restore`, who),
      ].map(({ status }) => status);
      expect(statuses).toEqual(
        [200, 200, 200, 404, 201, 404, 202, 404, 404].map(allowed =>
          may === true ? allowed : may || 403,
        ),
      );
    },
  );

  it.each<[Who, DecisionName, number]>([
    ['nobody', 'allow', 401],
    ['jane', 'allow', 403],
    ['projectReader', 'allow', 200],
    ['projectReader', 'deny', 403],
    ['roleHolder', 'conditional', 200],
    ['readingService', 'allow', 200],
    ['otherService', 'allow', 403],
  ])(
    'tells what was removed to whoever reads events: %s, where the policy says %s',
    async (who, decision, status) => {
      backend.policy.decision = DECISIONS[decision];
      const answer = await backend.get('/retention/removals', who);
      expect(answer.status).toBe(status);
      expect(answer.body.items).toEqual(status === 200 ? [] : undefined);
    },
  );

  it('says how long events are kept, and what is where', async () => {
    await api.quiet();
    await api.change(USUAL);
    const state = await api.overview();
    expect(state).toMatchObject({
      policy: { policy: USUAL, state: 'effective' },
      configured: USUAL,
      files: [],
      totals: { archivedEvents: 0, archivedBytes: 0, removedEvents: 0 },
      archive: { kind: 'directory', period: 'month', unknownFiles: 0 },
    });
    expect(state).not.toHaveProperty('pending');
    expect(state).not.toHaveProperty('clock');
    expect(state.archive).not.toHaveProperty('problem');
    const { live, totals } = state;
    // Two of them where midnight has gone by since the first event.
    const months = [RETAIL.recordedAt, new Date().toISOString()].map(time =>
      time.slice(0, 7),
    );
    expect(live.map(({ period }) => period).sort()).toEqual([
      ...new Set(months),
    ]);
    expect(live.reduce((sum, { events }) => sum + events, 0)).toBe(
      totals.liveEvents,
    );
    for (const { archiveAt } of live) {
      expect(archiveAt).toEqual(expect.any(String));
    }
    expect(totals.liveEvents).toBeGreaterThan(2);
    expect(totals.liveBytes).toBeGreaterThan(0);
  });

  it('is changed with a reason, after the number of events was confirmed, and can be cancelled', async () => {
    await api.change(LONGER);
    const shorter = { live: 'P30D', archive: 'P1Y', rules: [] };
    const { body: preview } = await api.send(
      'post',
      '/preview',
      'administrator',
      { policy: shorter },
    );
    expect(preview).toEqual({
      sooner: expect.any(Number),
      atOnce: 0,
      effectiveAt: expect.any(String),
      classes: [expect.objectContaining({ name: 'default' })],
    });
    expect(preview.sooner).toBeGreaterThan(2);
    for (const wrong of [undefined, 0, preview.sooner * 10]) {
      const refused = await api.change(shorter, wrong);
      expect(refused.status).toBe(409);
      expect(refused.body.error.message).toContain('confirmedEvents');
    }
    const { body, status } = await api.change(shorter, preview.sooner);
    expect(status).toBe(200);
    const pending: RetentionChange = body;
    expect(pending).toMatchObject({
      state: 'pending',
      policy: shorter,
      reason: 'Ticket 7',
      createdBy: 'user:default/boss',
    });
    const inDays =
      (Date.parse(pending.effectiveAt) - Date.parse(pending.createdAt)) /
      86_400_000;
    expect(inDays).toBeCloseTo(7, 4);
    expect(await api.overview()).toMatchObject({
      pending,
      policy: { policy: LONGER },
    });

    const cancel = () =>
      api.send(
        'post',
        `/changes/urn:uuid:${pending.id.toUpperCase()}/cancel`,
        'memberOfAdministrators',
      );
    expect((await cancel()).body).toMatchObject({
      id: pending.id,
      state: 'cancelled',
      endedBy: 'user:default/member',
    });
    expect((await cancel()).status).toBe(409);
    expect(await api.overview()).not.toHaveProperty('pending');

    const changes = await api.recorded(
      'retention-write',
      'change',
      ({ meta }) => meta.change === pending.id,
    );
    expect(changes.one).toMatchObject({
      outcome: 'succeeded',
      severity: 'high',
      actor: { ref: 'user:default/boss' },
      meta: {
        before: LONGER,
        after: shorter,
        reason: 'Ticket 7',
        sooner: expect.any(Number),
        atOnce: 0,
        effectiveAt: pending.effectiveAt,
      },
    });
    const refusals = changes.all.filter(({ outcome }) => outcome === 'failed');
    expect(refusals.length).toBeGreaterThanOrEqual(3);
    const cancelled = await api.recorded(
      'retention-write',
      'cancel',
      ({ outcome }) => outcome === 'succeeded',
    );
    expect(cancelled.one).toMatchObject({
      actor: { ref: 'user:default/member' },
      meta: { change: pending.id, before: shorter, after: LONGER },
    });
  });

  it('holds events, and releases them', async () => {
    const { body, status } = await api.send('post', '/holds', 'administrator', {
      reason: 'Ticket 8',
      project: 'system:default/retail',
      from: '2026-01-01T00:00:00Z',
    });
    expect(status).toBe(201);
    const hold: Hold = body;
    expect((await api.overview()).holds).toContainEqual(hold);
    const release = () =>
      api.send('post', `/holds/${hold.id}/release`, 'memberOfAdministrators', {
        reason: 'Settled',
      });
    expect((await release()).body).toMatchObject({
      ...hold,
      releasedBy: 'user:default/member',
      releaseReason: 'Settled',
    });
    expect((await release()).status).toBe(409);

    const created = await api.recorded(
      'hold-write',
      'create',
      ({ meta }) => meta.hold === hold.id,
    );
    expect(created.one).toMatchObject({
      severity: 'high',
      meta: { after: { reason: 'Ticket 8', project: 'system:default/retail' } },
    });
    const released = await api.recorded(
      'hold-write',
      'release',
      ({ meta, outcome }) => meta.hold === hold.id && outcome === 'succeeded',
    );
    expect(released.one).toMatchObject({
      meta: { before: hold, reason: 'Settled' },
    });
  });

  it('begins a run, which tells what came of it', async () => {
    await api.quiet();
    const { body: run }: { body: RetentionRun } = await api.send(
      'post',
      '/runs',
      'memberOfAdministrators',
      { trustClock: true },
    );
    expect(run).toMatchObject({ startedBy: 'user:default/member' });
    const { runs } = await api.quiet();
    expect(runs.find(({ id }) => id === run.id)).toMatchObject({
      state: 'done',
      archivedEvents: 0,
      removedEvents: 0,
    });
    const begun = await api.recorded(
      'retention-run',
      'start',
      ({ meta }) => meta.run === run.id,
    );
    expect(begun.one).toMatchObject({
      severity: 'high',
      meta: { trustClock: true },
    });
    const done = await backend.events(
      'action=audit-log.retention-run.done',
      items => items.some(({ meta }) => meta.run === run.id),
    );
    expect(done.find(({ meta }) => meta.run === run.id)).toMatchObject({
      operationId: begun.one!.operationId,
      actor: { ref: 'plugin:audit-log' },
    });
  });
});
