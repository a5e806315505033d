// SPDX-License-Identifier: Apache-2.0
import type {
  QuarantinedEvent,
  QuarantinedEventDetails,
} from 'backstage-plugin-audit-log-common';
import type { KeptItem } from '../../ingestion/quarantine/QuarantinedItem';

/** What is shown of it in a list. */
export function quarantineView(item: KeptItem): QuarantinedEvent {
  const { emitter, emitterName, source, sourceId, type } = item;
  return {
    id: item.id,
    reason: item.reason,
    message: item.message,
    emitter: {
      ref: emitter,
      ...(emitterName !== undefined && { title: emitterName }),
    },
    ...(source !== undefined && { source }),
    ...(sourceId !== undefined && { sourceId }),
    ...(type !== undefined && { type }),
    receivedAt: new Date(item.receivedAt).toISOString(),
    lastReceivedAt: new Date(item.lastReceivedAt).toISOString(),
    times: item.times,
  };
}

/** All of it. */
export function quarantineDetails(item: KeptItem): QuarantinedEventDetails {
  return { ...quarantineView(item), content: JSON.parse(item.content) };
}
