// SPDX-License-Identifier: Apache-2.0
import type { Seal, SealableEvent } from '../seal/SealableEvent';
import type { RemovalStatement } from './Removals';

/** The version of the format that this verifier knows. */
export const EXPORT_VERSION = 1;

/** The first line of an export with proofs; docs/reference/export.md describes all of them. */
export interface ExportHead {
  readonly auditLogExport: number;
  readonly origin?: string;
  readonly createdAt?: string;
  readonly filters?: Readonly<Record<string, unknown>>;
  readonly complete?: boolean;
  readonly from: number;
  readonly to: number;
  readonly checkpoint?: string;
  readonly first?: string;
  readonly keys?: readonly string[];
}

/** An event of an export, as far as a verifier looks into it. */
export interface ExportedEvent extends SealableEvent {
  readonly id?: string;
  readonly plugin?: string;
  readonly action?: string;
  readonly outcome?: string;
  readonly recordedAt?: string;
  readonly operationId?: string;
}

/** A line of the export after the first: one of these. */
export interface ExportLine {
  readonly event?: ExportedEvent;
  readonly seal?: Seal;
  /** What the ledger keeps as the leaf of the event, base64. */
  readonly leaf?: string;
  /** Leaves that are not in the file: the roots over them. */
  readonly skip?: {
    readonly from: number;
    readonly to: number;
    readonly hashes: readonly string[];
  };
  /** What the ledger keeps as the root over the last 256 leaves. */
  readonly tile?: {
    readonly from: number;
    readonly to: number;
    readonly root: string;
  };
  /** What was removed from the ledger, signed; before the skips that it explains. */
  readonly removed?: RemovalStatement;
  /** The last line. */
  readonly manifest?: {
    readonly events: number;
    readonly bytes: number;
    readonly sha256: string;
    readonly checkpoint?: string;
  };
}

/** Leaves to a tile: the roots that the ledger keeps are of as many. */
export const TILE_LEVEL = 8;
export const TILE_LEAVES = 2 ** TILE_LEVEL;

/**
 * What is given is no export with proofs, so nothing can be said of it.
 *
 * @public
 */
export class NotVerifiableError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'NotVerifiableError';
  }
}
