// SPDX-License-Identifier: Apache-2.0
import {
  canonicalJson,
  hashLeaf,
  leafHash,
} from 'backstage-plugin-audit-log-verify';
import type { SealedEvent } from '../../query/AuditEventReader';

/** The hash of an event in the tree of a file: its leaf, or one of the event alone where it has no seal. */
export function leafOf({ event, seal }: SealedEvent): Buffer {
  return seal
    ? leafHash(event, seal)
    : hashLeaf(canonicalJson({ ...event, sequence: undefined }));
}
