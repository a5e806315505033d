// SPDX-License-Identifier: Apache-2.0
import type { Request } from 'express';

/**
 * Why a use of a key was refused: it is no key that there is or its secret is another one (`unknown`), its secret was
 * rotated out, it expired, was revoked, asks too often, or named a source or a project that it may not.
 */
export type KeyRefusalReason =
  | 'unknown'
  | 'rotated'
  | 'expired'
  | 'revoked'
  | 'rate'
  | 'source'
  | 'project';

/** A refused use of an ingestion key. */
export interface KeyRefusal {
  readonly reason: KeyRefusalReason;
  readonly request: Request;
  /** Absent where no key is known by the token. */
  readonly key?: { readonly id: string; readonly name: string };
  /** What it named and may not; the last one of repeats goes on record. */
  readonly source?: string;
  readonly project?: string;
}
