// SPDX-License-Identifier: Apache-2.0
import type { MetricsService } from '@backstage/backend-plugin-api/alpha';
import type { Sealer } from './Sealer';

type Gauge = [
  name: string,
  unit: string,
  description: string,
  read: (sealer: Sealer) => number | undefined,
];

const GAUGES: readonly Gauge[] = [
  [
    'audit_log.sealing.behind',
    '{event}',
    'Events that are in order and not sealed',
    ({ lastState }) => lastState && lastState.events - lastState.sealed,
  ],
  [
    'audit_log.sealing.last_sealed',
    's',
    'When events were last sealed, in seconds since 1970',
    ({ lastState }) => lastState?.sealedAt && lastState.sealedAt / 1_000,
  ],
  [
    'audit_log.sealing.working',
    '1',
    '1 when the ledger is signed, 0 when it must not be',
    ({ problem }) => (problem ? 0 : 1),
  ],
  [
    'audit_log.sealing.turn_duration',
    's',
    'What the last turn of this process took',
    ({ lastMilliseconds }) => lastMilliseconds && lastMilliseconds / 1_000,
  ],
];

/** Gives the metrics of the portal what it is asked for about sealing. */
export function measureSealing(metrics: MetricsService, sealer: Sealer): void {
  for (const [name, unit, description, read] of GAUGES) {
    metrics
      .createObservableGauge(name, { unit, description })
      .addCallback(result => {
        const value = read(sealer);
        if (value !== undefined) {
          result.observe(value);
        }
      });
  }
}
