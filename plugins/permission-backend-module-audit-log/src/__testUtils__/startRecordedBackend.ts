// SPDX-License-Identifier: Apache-2.0
import {
  auditorServiceFactory,
  mockAuditLog,
} from 'backstage-plugin-audit-log-node';
import denials from '..';
import { startDenyingBackend } from './startDenyingBackend';

/** Turns of the event loop, until the condition holds. */
export async function until(condition: () => boolean): Promise<void> {
  const deadline = Date.now() + 50_000;
  while (!condition()) {
    if (Date.now() > deadline) {
      throw new Error('It did not come to pass');
    }
    await new Promise(resolve => setImmediate(resolve));
  }
}

/** A backend that denies, whose denials are recorded. */
export async function startRecordedBackend(
  more: Parameters<typeof startDenyingBackend>[0] = [denials],
) {
  const auditLog = mockAuditLog();
  const backend = await startDenyingBackend([
    auditorServiceFactory,
    auditLog.factory,
    ...more,
  ]);
  /** The events of denials, once there are so many. */
  const events = async (count: number) => {
    const denied = () =>
      auditLog.events.filter(({ event }) => event === 'permission-denied');
    await until(() => denied().length >= count);
    return denied();
  };
  /** All that is recorded by the time that the backend has stopped. */
  const stopped = async () => {
    await backend.stop();
    return events(0);
  };
  return { ...backend, events, stopped };
}

/** What an answer of the permission backend says, in the order of the questions. */
export const results = (body: any) =>
  body.items.map(({ result }: { result: unknown }) => result);
