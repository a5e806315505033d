// SPDX-License-Identifier: Apache-2.0
import type { AuditEvent } from 'backstage-plugin-audit-log-common';

/** Stands for everything that tells who did it; the other parts are JSON Pointers into the event. */
export const ACTOR_PART = '/actor';

/** The reference of a target that was a person and has been erased. */
export const ERASED_TARGET = 'user:erased';

/** Whether what a JSON Pointer points to has been erased, or is a part of what has. */
export function isErased(event: AuditEvent, pointer: string): boolean {
  return (
    event.erased?.some(
      part => pointer === part || pointer.startsWith(`${part}/`),
    ) ?? false
  );
}
