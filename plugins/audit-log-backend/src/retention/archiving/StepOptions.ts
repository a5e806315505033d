// SPDX-License-Identifier: Apache-2.0
import type { RetentionProgress } from './RetentionWork';

/** What every step is given. */
export interface StepOptions {
  progress(progress: RetentionProgress): void;
  readonly signal: AbortSignal;
}
