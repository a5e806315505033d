// SPDX-License-Identifier: Apache-2.0
import { once } from 'node:events';
import { uuidv7 } from 'uuidv7';
import { startEmitter } from './startEmitter';

/** What the process is told, as JSON in its first argument. */
export interface EmittingProcessTask {
  readonly directory: string;
  /** Where the audit log is. */
  readonly auditLog: string;
}

/**
 * A backend that records without end, and says so: the operation of each event on a line once its plugin may go on. The first one
 * goes on for as long as the process lives.
 */
async function run(task: EmittingProcessTask): Promise<void> {
  const { auditLog } = await startEmitter({
    directory: task.directory,
    auditLog: () => task.auditLog,
  });
  await new Promise<void>(begun => {
    void auditLog.operation(
      { action: 'thing.go-on', severity: 'medium' },
      ({ id }) => {
        process.stdout.write(`${id}\n`);
        begun();
        return new Promise(() => {});
      },
    );
  });
  for (;;) {
    const operationId = uuidv7();
    await auditLog.record({
      action: 'thing.count',
      severity: 'medium',
      operationId,
    });
    if (!process.stdout.write(`${operationId}\n`)) {
      await once(process.stdout, 'drain');
    }
  }
}

run(JSON.parse(process.argv[2])).catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.stack : error}\n`);
  process.exit(1);
});
