// SPDX-License-Identifier: Apache-2.0
import { randomInt } from 'node:crypto';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mockServices } from '@backstage/backend-test-utils';
import { ConfigReader } from '@backstage/config';
import { ServiceUnavailableError } from '@backstage/errors';
import type {
  NewAuditEvent,
  Severity,
} from 'backstage-plugin-audit-log-common';
import { startProcess } from '../__testUtils__/startProcess';
import { begunOperation } from './__testUtils__/begunOperation';
import { emittedEvent } from './__testUtils__/emittedEvent';
import { startReceiver } from './__testUtils__/startReceiver';
import { Forwarder } from './Forwarder';

const KILLS = 4;
const PROGRAM = join(__dirname, '__testUtils__/emittingProcess.ts');

describe('operations in a process without the audit log', () => {
  const logger = mockServices.logger.mock();
  const running: Forwarder[] = [];
  let directory: string;
  let receiver: Awaited<ReturnType<typeof startReceiver>>;

  beforeEach(async () => {
    jest.clearAllMocks();
    directory = await mkdtemp(join(tmpdir(), 'audit-log-operations-'));
    receiver = await startReceiver();
  });

  afterEach(async () => {
    await receiver.close();
    await Promise.all(running.splice(0).map(each => each.close()));
    await rm(directory, { recursive: true, force: true });
  });

  const create = (settings: { journal?: object; [key: string]: any } = {}) => {
    const journal = { directory, ...settings.journal };
    const forwarder = Forwarder.fromConfig(
      new ConfigReader({ auditLog: { ...settings, journal } }),
      { logger },
    );
    running.push(forwarder);
    return forwarder;
  };

  const connect = (
    forwarder: Forwarder,
    options: { readonly url?: string; readonly own?: string } = {},
  ) => {
    const { url = receiver.url, own = 'http://other.example' } = options;
    forwarder.connect('toy', {
      auth: mockServices.auth({ pluginId: 'toy' }),
      discovery: mockServices.discovery.mock({
        getBaseUrl: async id => (id === 'audit-log' ? url : own),
      }),
    });
  };

  /** As good as dead: it leaves what it has as it is. */
  const end = async (forwarder: Forwarder) => {
    running.splice(running.indexOf(forwarder), 1);
    await forwarder.close();
  };

  const taken = (): readonly NewAuditEvent[] => receiver.taken();

  it('are told as unfinished by the next process, without secrets, where nothing says how they ended', async () => {
    const first = create();
    const meta = { password: 'hunter2' };
    const [open, over, nothing] = [1, 2, 3].map(() => begunOperation({ meta }));
    for (const each of [open, over, nothing]) {
      await first.begin(each);
    }
    const ending = emittedEvent({ operationId: over.operationId });
    await first.end(ending);
    await first.end(
      emittedEvent({ operationId: nothing.operationId, outcome: 'failed' }),
    );
    await end(first);
    connect(create());
    await receiver.until(() => taken().length === 3);
    expect(taken()).toMatchObject([
      { id: ending.id, outcome: 'succeeded' },
      { operationId: nothing.operationId, outcome: 'failed' },
      {
        id: (await open.unfinished()).id,
        outcome: 'unfinished',
        meta: { password: '[redacted]' },
      },
    ]);
  });

  it('leave nothing behind that have ended', async () => {
    const forwarder = create();
    connect(forwarder);
    const operation = begunOperation();
    await forwarder.begin(operation);
    await forwarder.end(emittedEvent({ operationId: operation.operationId }));
    await receiver.until(() => taken().length === 1);
    await end(forwarder);
    expect(await readdir(join(directory, 'toy'))).toEqual([]);
    expect(taken()).toHaveLength(1);
  });

  it('are on record once each, though their processes are killed at any moment', async () => {
    const lines: string[] = [];
    for (let kill = 0; kill < KILLS; kill++) {
      const process = startProcess(PROGRAM, {
        directory,
        // What one leaves the next one takes over, and sends or leaves in its turn.
        url: kill % 2 === 0 ? receiver.url : 'http://localhost:1',
        operations: true,
      });
      await process.written(randomInt(1, 400));
      await process.kill();
      lines.push(...process.lines);
    }
    connect(create());
    const words = lines.map(line => line.split(' '));
    const began = words.flatMap(([kind, id]) => (kind === 'began' ? [id] : []));
    const ended = new Map(
      words.flatMap(([kind, id, event]) =>
        kind === 'ended' ? [[id, event]] : [],
      ) as [string, string][],
    );
    const byOperation = () => {
      const found = new Map<string, Map<string, NewAuditEvent>>();
      for (const event of taken()) {
        const events = found.get(event.operationId) ?? new Map();
        found.set(event.operationId, events.set(event.id, event));
      }
      return found;
    };
    await receiver.until(() => {
      const found = byOperation();
      return began.every(id => found.has(id));
    });
    const found = byOperation();
    // The same event may come twice, and is known by its id; two events of one operation are one too many.
    expect([...found.values()].filter(({ size }) => size !== 1)).toEqual([]);
    const outcomes = [...ended].map(([operation, id]) => [
      operation,
      found.get(operation)?.get(id)?.outcome,
    ]);
    expect(outcomes.filter(([, outcome]) => outcome !== 'succeeded')).toEqual(
      [],
    );
    expect(began.length).toBeGreaterThan(ended.size);
  }, 60_000);

  it.each<[string, Severity, boolean]>([
    ['refused', 'high', true],
    ['let through', 'medium', false],
  ])(
    'are %s when they are of severity %s and cannot be recorded, where that is asked for',
    async (_, severity, isRefused) => {
      await writeFile(join(directory, 'toy'), 'a file, not a directory');
      const forwarder = create({ onStorageFailure: 'refuse' });
      connect(forwarder, { url: 'http://localhost:1' });
      // So that it is known that nothing is taken.
      await forwarder.sink.append([emittedEvent()]);
      while (logger.warn.mock.calls.length === 0) {
        await new Promise(resolve => setTimeout(resolve, 5));
      }
      const outcome = await forwarder
        .begin(begunOperation({ severity }))
        .catch((error: unknown) => error);
      expect(outcome instanceof ServiceUnavailableError).toBe(isRefused);
      connect(forwarder);
      const isTold = ({ event }: NewAuditEvent) =>
        event === 'operations-refused';
      await receiver.until(
        () => taken().length > 0 && (!isRefused || taken().some(isTold)),
      );
      const told = taken().filter(isTold);
      expect(told).toMatchObject(
        isRefused
          ? [{ plugin: 'toy', severity: 'critical', meta: { count: 1 } }]
          : [],
      );
    },
  );

  it('are not refused in a portal without an audit log, and nothing is kept of them', async () => {
    await writeFile(join(directory, 'toy'), 'a file, not a directory');
    const forwarder = create({
      onStorageFailure: 'refuse',
      refuseSeverity: 'low',
    });
    receiver.answerWith(() => ({ status: 404 }));
    connect(forwarder, { own: receiver.url });
    await forwarder.sink.append([emittedEvent()]);
    await receiver.until(() => receiver.requests.length === 1);
    while (logger.info.mock.calls.length === 0) {
      await new Promise(resolve => setTimeout(resolve, 5));
    }
    const operation = begunOperation();
    await forwarder.begin(operation);
    await forwarder.end(emittedEvent({ operationId: operation.operationId }));
    await end(forwarder);
    expect(receiver.requests).toHaveLength(1);
  });
});
