// SPDX-License-Identifier: Apache-2.0

/**
 * What sealing needs to know of an audit event. The events of `backstage-plugin-audit-log-common` are such; this package does
 * not depend on it, so that whoever verifies trusts no more than this package and Node.
 *
 * @public
 */
export interface SealableEvent {
  readonly actor: {
    readonly ref?: string;
    readonly title?: string;
  };
  readonly request?: {
    readonly address?: string;
    readonly userAgent?: string;
  };
  readonly targets: readonly { readonly ref: string }[];
  readonly meta: Readonly<Record<string, unknown>>;
  readonly changes?: readonly object[];
  /** Place in the ledger: what the leaf says of it is its index. */
  readonly sequence?: number;
  /** Pointers of what has been erased. */
  readonly erased?: readonly string[];
}

/**
 * What the leaf of an event is made of, beside the event. The personal parts of an event are the keys of `salts` and `erased`:
 * JSON Pointers (RFC 6901) into the event, and `/actor` for all that tells who it was.
 *
 * @public
 */
export interface Seal {
  /** By part: 16 random bytes, base64url. */
  readonly salts: Readonly<Record<string, string>>;
  /** By part that has been erased: what the leaf holds of it, and the operation id of the erasure. */
  readonly erased?: Readonly<
    Record<string, { readonly commitment: string; readonly operation: string }>
  >;
}
