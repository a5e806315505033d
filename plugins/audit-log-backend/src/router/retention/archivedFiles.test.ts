// SPDX-License-Identifier: Apache-2.0
import type {
  ArchiveFile,
  RetentionRun,
} from 'backstage-plugin-audit-log-common';
import { VerifierKey, verifyExport } from 'backstage-plugin-audit-log-verify';
import request from 'supertest';
import { auditEvent, uuidAt } from '../../__testUtils__/auditEvent';
import { eventually } from '../../__testUtils__/eventually';
import { stopTestLedgers, testLedger } from '../../__testUtils__/testLedger';
import {
  DECISIONS,
  type GuardedBackend,
  PEOPLE,
  startGuardedBackend,
  type Who,
} from '../../access/__testUtils__/startGuardedBackend';
import { type RetentionApi, retentionApi } from './__testUtils__/retentionApi';

const DAY_MS = 24 * 60 * 60 * 1000;
const monthsAgo = (months: number) => {
  const date = new Date();
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() - months, 10);
};
const OLDEST = auditEvent({ id: uuidAt(monthsAgo(26)) });
const OLD = auditEvent({
  id: uuidAt(monthsAgo(14)),
  projects: [{ ref: 'system:default/old' }],
});

describe('archived files over HTTP', () => {
  let backend: GuardedBackend;
  let api: RetentionApi;
  let first: RetentionRun;

  const send = (method: 'post' | 'delete', path: string, body?: object) =>
    api.send(method, path, 'administrator', body);
  const ended = ({ id }: RetentionRun) =>
    eventually(
      async () => (await api.overview()).runs.find(run => run.id === id)!,
      ({ state }) => state !== 'running',
      60_000,
    );
  const search = async (who: Who) => {
    const from = new Date(monthsAgo(15)).toISOString();
    return (await backend.get(`/events?from=${from}&plugin=catalog`, who)).body;
  };

  const untilSealed = (id: string) =>
    eventually(
      () => backend.get(`/events/${id}/proof`, 'administrator'),
      ({ status }) => status === 200,
    );

  beforeAll(async () => {
    backend = await startGuardedBackend({});
    api = retentionApi(backend);
    backend.policy.decision = DECISIONS.allow;
    const { knex } = backend.replica as any;
    const ledger = await testLedger(knex);
    await ledger.sink.append([OLDEST, OLD]);
    await untilSealed(OLDEST.id);
    await untilSealed(OLD.id);
    const { body } = await send('post', '/runs', {});
    first = await ended(body);
  });

  afterAll(stopTestLedgers);

  it('are told of, and what was removed is stated', async () => {
    expect(first).toMatchObject({
      state: 'done',
      archivedEvents: 2,
      removedEvents: 1,
    });
    const { files, totals } = await api.overview();
    expect(files).toEqual([
      expect.objectContaining({
        class: 'default',
        state: 'archived',
        events: 1,
        removeAt: expect.any(String),
      }),
      expect.objectContaining({ state: 'removed', events: 1 }),
    ]);
    expect(totals).toMatchObject({ archivedEvents: 1, removedEvents: 1 });
    const { body, status } = await backend.get(
      '/retention/removals',
      'projectReader',
    );
    expect(status).toBe(200);
    expect(body.items).toEqual([
      expect.objectContaining({
        events: 1,
        policy: { live: 'P1Y', archive: 'P1Y' },
        signature: expect.any(String),
      }),
    ]);
  });

  it('are read by those who may, and by nobody else', async () => {
    const page = await search('roleHolder');
    expect(page.items.map(({ id }: { id: string }) => id)).toEqual([OLD.id]);
    expect(page.archive.ids).toEqual([OLD.id]);
    expect((await search('projectReader')).items).toEqual([]);
    const one = `/events/${OLD.id}`;
    expect((await backend.get(one, 'roleHolder')).status).toBe(200);
    expect((await backend.get(one, 'projectReader')).status).toBe(404);
    expect((await backend.get(one, 'jane')).status).toBe(403);
    const proof = await backend.get(`${one}/proof`, 'roleHolder');
    expect(proof.status).toBe(200);
  });

  it('are verified together with what is live, in the portal and outside of it', async () => {
    const verify = '/api/audit-log/v1/ledger/verify';
    const { body: begun } = await request(backend.server)
      .post(verify)
      .set('Authorization', PEOPLE.administrator)
      .send({});
    const run = await eventually(
      async () =>
        (
          await backend.get(`/ledger/verify/${begun.id}`, 'administrator')
        ).body,
      ({ endedAt }) => endedAt !== undefined,
      30_000,
    );
    expect(run).toMatchObject({ state: 'passed', findings: [] });

    const { body: list } = await backend.get('/ledger/keys', 'roleHolder');
    const keys = list.items.map(({ verifier }: { verifier: string }) =>
      VerifierKey.parse(verifier),
    );
    const from = '1970-01-01T00:00:00Z';
    const { text } = await backend
      .get(
        `/events/export?format=ndjson&proofs=true&from=${from}`,
        'roleHolder',
      )
      .buffer(true)
      .parse((response, done) => {
        let body = '';
        response.setEncoding('utf8');
        response.on('data', part => (body += part));
        response.on('end', () => done(null, body));
      })
      .then(response => ({ text: response.body as string }));
    expect(text).toContain(OLD.id);
    const verified = (exported: string) =>
      verifyExport(
        (async function* blocks() {
          yield exported;
        })(),
        { keys },
      );
    expect(await verified(text)).toMatchObject({
      isVerified: true,
      isComplete: true,
      findings: [],
    });
    // Without the statement, what was removed is just missing.
    const lines = text.split('\n');
    const unstated = lines.filter(line => !line.startsWith('{"removed"'));
    expect(unstated).toHaveLength(lines.length - 1);
    expect((await verified(unstated.join('\n'))).isVerified).toBe(false);
  });

  it('are restored for some days, and taken back before', async () => {
    const [file] = (await api.overview()).files;
    const path = `/files/${file.id}/restore`;
    const { body, status } = await send('post', path, { days: 3 });
    expect(status).toBe(202);
    expect(await ended(body)).toMatchObject({
      state: 'done',
      startedBy: 'user:default/boss',
    });
    const restored = (await api.overview()).files[0];
    expect(restored.restoredBy).toBe('user:default/boss');
    expect(
      (Date.parse(restored.restoredUntil!) - Date.now()) / DAY_MS,
    ).toBeCloseTo(3, 2);
    expect((await send('post', path, { days: 1 })).status).toBe(409);
    expect((await search('roleHolder')).items).toHaveLength(1);

    const over: { body: ArchiveFile } = await send('delete', path);
    expect(Date.parse(over.body.restoredUntil!)).toBeLessThanOrEqual(
      Date.now(),
    );
    const run = await send('post', '/runs', {});
    await ended(run.body);
    expect((await api.overview()).files[0]).not.toHaveProperty('restoredUntil');
    expect((await send('delete', path)).status).toBe(409);

    const recorded = await backend.events(
      'event=archive-write&order=oldest&limit=100',
      items => items.some(({ action }) => action.endsWith('.return')),
    );
    expect(
      recorded
        .filter(({ outcome }) => outcome === 'succeeded')
        .map(({ action, actor }) => [action.split('.').pop(), actor.ref]),
    ).toEqual([
      ['archive', 'plugin:audit-log'],
      ['archive', 'plugin:audit-log'],
      ['remove', 'plugin:audit-log'],
      ['restore', 'user:default/boss'],
      ['end-restore', 'user:default/boss'],
      ['return', 'plugin:audit-log'],
    ]);
    const restore = recorded.find(({ action }) => action.endsWith('.restore'));
    expect(restore!.meta).toMatchObject({
      file: file.id,
      days: 3,
      name: file.name,
      run: body.id,
    });
  });
});
