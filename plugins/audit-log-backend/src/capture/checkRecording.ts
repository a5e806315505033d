// SPDX-License-Identifier: Apache-2.0
import type {
  AuditorService,
  LoggerService,
} from '@backstage/backend-plugin-api';
import { uuidv7 } from 'uuidv7';
import type { ArrivalSink } from './ArrivalSink';

const PATIENCE_MS = 5_000;

/**
 * Sends an event through the core auditor, as any plugin would, and warns when it does not get here. Portals that add an
 * auditor factory of their own shadow ours, and nothing else would tell that nothing is being recorded.
 */
export async function checkRecording(options: {
  readonly auditor: AuditorService;
  readonly arrivals: ArrivalSink;
  readonly logger: LoggerService;
  readonly patienceMs?: number;
}): Promise<void> {
  const { auditor, arrivals, logger, patienceMs = PATIENCE_MS } = options;
  const check = uuidv7();
  const arrival = arrivals.arrives(
    event => event.meta.check === check,
    patienceMs,
  );
  try {
    const event = await auditor.createEvent({
      eventId: 'startup-check',
      meta: { check },
    });
    await event.success();
  } catch {
    // An auditor that throws is not ours: the event does not arrive, which is what is reported.
  }
  if (!(await arrival)) {
    logger.warn(
      "The audit log records NOTHING: an event sent through coreServices.auditor did not arrive. Another auditor factory shadows the audit log's. Remove it from the backend, or replace it with `backend.add(auditorServiceFactory)` of backstage-plugin-audit-log-node.",
    );
  }
}
