// SPDX-License-Identifier: Apache-2.0

/**
 * What a reader may see at most. It is decided per request and joined to every query as one more condition; it never
 * enters a cursor.
 */
export type ReadScope =
  | { readonly kind: 'everything' }
  | { readonly kind: 'matching'; readonly criteria: ScopeCriteria };

/**
 * A tree of conditions on an event. Empty lists match nothing, wherever they stand: an empty `anyOf` is false, and so is
 * an empty `allOf`, for it can only come from a policy that forgot to say what it meant.
 */
export type ScopeCriteria =
  | { readonly projects: readonly string[] }
  | { readonly actors: readonly string[] }
  | { readonly anyOf: readonly ScopeCriteria[] }
  | { readonly allOf: readonly ScopeCriteria[] }
  | { readonly not: ScopeCriteria };
