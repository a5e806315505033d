// SPDX-License-Identifier: Apache-2.0
import type { LoggerService } from '@backstage/backend-plugin-api';
import type { MetricsService } from '@backstage/backend-plugin-api/alpha';
import type { PipelineStorage } from '../capture/pipeline';
import { Health } from './Health';
import { HealthWatch } from './HealthWatch';
import { measureHealth } from './measureHealth';

/** What is asked for health, and what warns of it, once it is started. */
export interface HealthParts {
  readonly health: Health;
  readonly watch: HealthWatch;
}

/** Puts together what tells how recording gets on: to whoever asks, to the metrics of the portal, and to the log. */
export function createHealth(options: {
  readonly storage: PipelineStorage;
  readonly metrics: MetricsService;
  readonly logger: LoggerService;
}): HealthParts {
  const { storage, metrics, logger } = options;
  const health = Health.create({ storage });
  measureHealth({ metrics, health, commits: storage.commits });
  return { health, watch: HealthWatch.create({ health, logger }) };
}
