// SPDX-License-Identifier: Apache-2.0
import type { EntityChange } from '../changes/EntityChange';
import type { Baseline } from '../describe/describeBaseline';

/** What is to be recorded. */
export type OutboxItem =
  | { readonly kind: 'change'; readonly body: EntityChange }
  | { readonly kind: 'baseline'; readonly body: Baseline };

/** One that waits, with its place in the order. */
export type WaitingItem = OutboxItem & { readonly number: number };
