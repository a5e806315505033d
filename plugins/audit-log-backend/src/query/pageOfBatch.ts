// SPDX-License-Identifier: Apache-2.0
import type { BatchPage, ReadPage } from './AuditEventReader';
import { batchOfEvents } from './batchOfEvents';

/** The page with its events. */
export function pageOfBatch({ batch, ...page }: BatchPage): ReadPage {
  return { items: [...batch.events()], ...page };
}

/** The other way round. */
export function batchOfPage({ items, ...page }: ReadPage): BatchPage {
  return { batch: batchOfEvents(items), ...page };
}
