// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto';
import type { JsonObject, JsonValue } from '@backstage/types';
import type { NewAuditEvent } from 'backstage-plugin-audit-log-common';
import {
  boundEvent,
  type Limits,
  redactEvent,
  redactText,
  type SecretKeys,
} from 'backstage-plugin-audit-log-node';
import { type Emitter, emitterRef } from '../Emitter';
import type { ReadItem } from '../reading/readItem';
import type { Rejection } from '../reading/Rejection';
import type { QuarantinedItem } from './QuarantinedItem';

const LONGEST_MESSAGE = 1_000;

/** What is kept of what was reported: within limits and without secrets, as with events. */
export function quarantinedItemOf(
  item: ReadItem,
  { reason, message }: Rejection,
  emitter: Emitter,
  options: { readonly limits: Limits; readonly secretKeys: SecretKeys },
): QuarantinedItem {
  const bounded = boundEvent(carrierOf(item.content), options.limits);
  const { content = null } = redactEvent(bounded, options.secretKeys).meta;
  const text = (value: string | undefined) =>
    value === undefined ? undefined : redactText(value);
  return {
    id: uuidOf([emitterRef(emitter), reason, bounded.meta as JsonObject]),
    emitter: emitterRef(emitter),
    ...(emitter.kind === 'key' && { emitterName: emitter.key.name }),
    reason,
    message: redactText(message).slice(0, LONGEST_MESSAGE),
    source: text(item.source),
    sourceId: text(item.sourceId),
    type: text(item.type),
    content: JSON.stringify(content),
  };
}

/** An event with all of it as meta: what is bounded and redacted, is so in one way. */
function carrierOf(content: unknown): NewAuditEvent {
  return {
    id: '',
    operationId: '',
    occurredAt: '',
    recordedAt: '',
    plugin: '',
    event: '',
    action: '',
    category: '',
    severity: 'low',
    outcome: 'failed',
    actor: { type: 'anonymous' },
    targets: [],
    projects: [],
    meta: { content: content as JsonValue },
  };
}

/** A UUIDv8 made of a SHA-256 (RFC 9562, section 5.8 and appendix B.2). */
function uuidOf(value: JsonValue): string {
  const bytes = createHash('sha256').update(JSON.stringify(value)).digest();
  // The versions and the variant stand where every UUID has them.
  bytes[6] = 0x80 | (bytes[6] & 0x0f);
  bytes[8] = 0x80 | (bytes[8] & 0x3f);
  const hex = bytes.toString('hex', 0, 16);
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
