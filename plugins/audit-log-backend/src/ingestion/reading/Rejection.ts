// SPDX-License-Identifier: Apache-2.0
import type { QuarantineReason } from 'backstage-plugin-audit-log-common';

/** Why a reported event is not recorded. */
export interface Rejection {
  readonly reason: QuarantineReason;
  /** What is wrong with it, beginning with the field. */
  readonly message: string;
  /** The project that it named and may not. */
  readonly project?: string;
}

/** What reading came to. */
export type Reading<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly rejection: Rejection };

export function accepted<T>(value: T): Reading<T> {
  return { ok: true, value };
}

export function rejected(
  reason: QuarantineReason,
  message: string,
  more: Partial<Rejection> = {},
): Reading<never> {
  return { ok: false, rejection: { reason, message, ...more } };
}
