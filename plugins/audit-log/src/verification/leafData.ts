// SPDX-License-Identifier: Apache-2.0
import type { AuditEvent, EventProof } from 'backstage-plugin-audit-log-common';
import { fromBase64, toBase64Url, utf8 } from './bytes';
import { canonicalJson } from './canonicalJson';
import { ACTOR_PART, ERASED_TARGET } from './erased';
import { clearAt, valueAt } from './pointers';
import { sha256 } from './sha256';

type Seal = EventProof['seal'];

/**
 * What the leaf of an event is the hash of: the event without what is personal, and a commitment to each part that is. So
 * that a person can be erased from an event, and the leaf stays as it was. The same as `leafData` of
 * `backstage-plugin-audit-log-verify`, for browsers.
 *
 * Throws when event and seal do not fit each other.
 */
export async function leafData(event: AuditEvent, seal: Seal): Promise<string> {
  requireErased(event, seal);
  const personal: Record<string, string> = {};
  for (const [part, salt] of Object.entries(seal.salts)) {
    personal[part] = await commitment(salt, valueOf(event, part));
  }
  for (const [part, erased] of Object.entries(seal.erased ?? {})) {
    personal[part] = erased.commitment;
  }
  return canonicalJson({
    event: withoutParts(event, Object.keys(personal)),
    personal,
    v: 1,
  });
}

/** The leaf does not tell what was erased, so that nothing may be there, or somebody could have put it there. */
function requireErased(event: AuditEvent, seal: Seal): void {
  const parts = Object.keys(seal.erased ?? {}).sort();
  const marked = [...(event.erased ?? [])].sort();
  if (canonicalJson(parts) !== canonicalJson(marked)) {
    throw new Error('The event does not say what was erased as its seal does');
  }
  for (const part of parts) {
    if (canonicalJson(valueOf(event, part)) !== standIn(part)) {
      throw new Error(`${part} was erased, but something is there`);
    }
    if (Object.hasOwn(seal.salts, part)) {
      throw new Error(`${part} was erased, but can still be guessed`);
    }
  }
}

/** What is in the place of a part that was erased, in canonical form. */
function standIn(part: string): string {
  if (part === ACTOR_PART) {
    return '{}';
  }
  return part.startsWith('/targets/')
    ? canonicalJson({ ref: ERASED_TARGET })
    : 'null';
}

/** A personal part of an event. */
export function valueOf(event: AuditEvent, part: string): unknown {
  if (part !== ACTOR_PART) {
    return valueAt(event, part);
  }
  const { ref, title } = event.actor;
  const { address, userAgent } = event.request ?? {};
  return { address, ref, title, userAgent };
}

/** What a leaf holds of a personal part. */
export async function commitment(
  salt: string,
  value: unknown,
): Promise<string> {
  return toBase64Url(
    await sha256(fromBase64(salt), utf8(canonicalJson(value))),
  );
}

function withoutParts(event: AuditEvent, parts: readonly string[]): unknown {
  const { sequence: _, erased: __, ...others } = event;
  const copy: typeof others = JSON.parse(JSON.stringify(others));
  for (const part of parts) {
    if (part === ACTOR_PART) {
      delete copy.actor.ref;
      delete copy.actor.title;
      delete copy.request?.address;
      delete copy.request?.userAgent;
    } else {
      clearAt(copy, part);
    }
  }
  return copy;
}
