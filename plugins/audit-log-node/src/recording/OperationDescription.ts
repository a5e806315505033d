// SPDX-License-Identifier: Apache-2.0
import type { JsonObject } from '@backstage/types';
import type {
  FieldChange,
  Severity,
  Target,
} from 'backstage-plugin-audit-log-common';

/** What an operation is and what it is about, as far as its plugin has told: copies within limits. */
export interface OperationDescription {
  readonly event: string;
  readonly action: string;
  readonly category: string;
  readonly severity: Severity;
  readonly targets: readonly Target[];
  readonly projects?: readonly Target[];
  readonly changes?: readonly FieldChange[];
  readonly meta: JsonObject;
  readonly labels?: readonly string[];
  /** JSON Pointers to what was cut. */
  readonly truncated: readonly string[];
  /** About how many characters it has. */
  readonly size: number;
}
