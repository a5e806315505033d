// SPDX-License-Identifier: Apache-2.0
import type { Config } from '@backstage/config';
import type { Knex } from 'knex';
import { readLimits, SecretKeys } from 'backstage-plugin-audit-log-node';
import { BoundingSink } from '../capture/BoundingSink';
import type { Pipeline } from '../capture/pipeline';
import { dialectOf } from '../database/dialect';
import { Admission } from './Admission';
import type { Claims } from './claims/Claims';
import { Ingestion } from './Ingestion';
import { Quarantine } from './quarantine/Quarantine';

/** What takes events over HTTP is made of. */
export interface IngestionParts {
  readonly admission: Admission;
  readonly ingestion: Ingestion;
  readonly quarantine: Quarantine;
}

/** Puts together what takes events over HTTP. `claims` takes part in what the ledger appends. */
export function createIngestion(options: {
  readonly config: Config;
  readonly knex: Knex;
  readonly claims: Claims;
  readonly pipeline: Pick<Pipeline, 'durable' | 'durableWithin'>;
}): IngestionParts {
  const { config, knex, claims, pipeline } = options;
  const limits = readLimits(config);
  const quarantine = Quarantine.create({ knex, dialect: dialectOf(knex) });
  return {
    admission: Admission.create(),
    quarantine,
    ingestion: Ingestion.create({
      claims,
      quarantine,
      sinkFor: emitter =>
        // Before all else: redaction goes as deep as what it is given.
        BoundingSink.create({
          limits,
          next:
            emitter.kind === 'key' && emitter.key.projects !== 'any'
              ? pipeline.durableWithin(emitter.key.projects)
              : pipeline.durable,
        }),
      limits,
      secretKeys: SecretKeys.fromConfig(config),
    }),
  };
}
