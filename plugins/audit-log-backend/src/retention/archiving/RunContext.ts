// SPDX-License-Identifier: Apache-2.0
import type { CompiledPolicy } from '../policy/compilePolicy';
import type { PeriodLength } from '../policy/periods';
import type { RetentionRunContext } from './RetentionWork';
import type { RunReport } from './RunReport';
import type { WorkContext } from './WorkContext';

/** What all parts of one run work with. */
export interface RunContext {
  readonly context: WorkContext;
  readonly options: RetentionRunContext;
  readonly policy: CompiledPolicy;
  readonly length: PeriodLength;
  readonly report: RunReport;
}
