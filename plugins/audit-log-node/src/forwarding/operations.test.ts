// SPDX-License-Identifier: Apache-2.0
import { randomInt } from 'node:crypto';
import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ServiceUnavailableError } from '@backstage/errors';
import type {
  NewAuditEvent,
  Severity,
} from 'backstage-plugin-audit-log-common';
import { startProcess } from '../__testUtils__/startProcess';
import { begunOperation } from './__testUtils__/begunOperation';
import { emittedEvent } from './__testUtils__/emittedEvent';
import { ForwardingOfTest } from './__testUtils__/ForwardingOfTest';

const KILLS = 4;
const PROGRAM = join(__dirname, '__testUtils__/emittingProcess.ts');

describe('operations in a process without the audit log', () => {
  let t: ForwardingOfTest;

  beforeEach(async () => {
    t = await ForwardingOfTest.create();
  });

  afterEach(() => t.close());

  const taken = (): readonly NewAuditEvent[] => t.receiver.taken();

  it('are told as unfinished by the next process, without secrets, where nothing says how they ended', async () => {
    const { forwarder: first } = t.start();
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
    await t.end(first);
    t.start().connect();
    await t.receiver.until(() => taken().length === 3);
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
    const { forwarder, connect } = t.start();
    connect();
    const operation = begunOperation();
    await forwarder.begin(operation);
    await forwarder.end(emittedEvent({ operationId: operation.operationId }));
    await t.receiver.until(() => taken().length === 1);
    await t.end(forwarder);
    expect(await readdir(join(t.directory, 'toy'))).toEqual([]);
    expect(taken()).toHaveLength(1);
  });

  it('are on record once each, though their processes are killed at any moment', async () => {
    const lines: string[] = [];
    for (let kill = 0; kill < KILLS; kill++) {
      const process = startProcess(PROGRAM, {
        directory: t.directory,
        // What one leaves the next one takes over, and sends or leaves in its turn.
        url: kill % 2 === 0 ? t.receiver.url : 'http://localhost:1',
        operations: true,
      });
      await process.written(randomInt(1, 400));
      await process.kill();
      lines.push(...process.lines);
    }
    t.start().connect();
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
    await t.receiver.until(() => {
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
  }, 180_000);

  it.each<[string, Severity, boolean]>([
    ['refused', 'high', true],
    ['let through', 'medium', false],
  ])(
    'are %s when they are of severity %s and cannot be recorded, where that is asked for',
    async (_, severity, isRefused) => {
      await writeFile(join(t.directory, 'toy'), 'a file, not a directory');
      const { forwarder, connect } = t.start({ onStorageFailure: 'refuse' });
      connect({ url: () => 'http://localhost:1' });
      // So that it is known that nothing is taken.
      await forwarder.sink.append([emittedEvent()]);
      while (t.logger.warn.mock.calls.length === 0) {
        await new Promise(resolve => setTimeout(resolve, 5));
      }
      const outcome = await forwarder
        .begin(begunOperation({ severity }))
        .catch((error: unknown) => error);
      expect(outcome instanceof ServiceUnavailableError).toBe(isRefused);
      connect();
      const isTold = ({ event }: NewAuditEvent) =>
        event === 'operations-refused';
      await t.receiver.until(
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
    await writeFile(join(t.directory, 'toy'), 'a file, not a directory');
    const { forwarder, connect } = t.start({
      onStorageFailure: 'refuse',
      refuseSeverity: 'low',
    });
    t.receiver.answerWith(() => ({ status: 404 }));
    connect({ own: t.receiver.url });
    await forwarder.sink.append([emittedEvent()]);
    await t.receiver.until(() => t.receiver.requests.length === 1);
    while (t.logger.info.mock.calls.length === 0) {
      await new Promise(resolve => setTimeout(resolve, 5));
    }
    const operation = begunOperation();
    await forwarder.begin(operation);
    await forwarder.end(emittedEvent({ operationId: operation.operationId }));
    await t.end(forwarder);
    expect(t.receiver.requests).toHaveLength(1);
  });
});
