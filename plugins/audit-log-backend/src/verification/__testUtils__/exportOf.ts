// SPDX-License-Identifier: Apache-2.0
import { mockServices } from '@backstage/backend-test-utils';
import type { VerifyExportOptions } from 'backstage-plugin-audit-log-verify';
import { verifyExport } from 'backstage-plugin-audit-log-verify';
import type { Knex } from 'knex';
import type { WindowedSearch } from '../../query/AuditEventReader';
import { DatabaseEventReader } from '../../query/DatabaseEventReader';
import type { ProvenExport } from '../../query/export/proofs/ProvenExport';
import { provenRange } from '../../query/export/proofs/provenRange';
import { writeProvenExport } from '../../query/export/proofs/writeProvenExport';
import type { ReadScope } from '../../query/ReadScope';
import type { sealedLedger } from './sealedLedger';

type Ledger = Pick<
  Awaited<ReturnType<typeof sealedLedger>>,
  'keys' | 'origin' | 'checkpoints' | 'tree'
>;

/** The lines of an export with proofs. */
export async function exportOf(
  knex: Knex,
  ledger: Ledger,
  search: Partial<WindowedSearch> = {},
  scope: ReadScope = { kind: 'everything' },
  from: Partial<Pick<ProvenExport, 'reader' | 'removals'>> = {},
): Promise<string[]> {
  const { keys, origin, checkpoints, tree } = ledger;
  const proven = {
    reader: await DatabaseEventReader.create({
      database: mockServices.database({ knex }),
    }),
    ...from,
    sealing: {
      origin,
      checkpoints,
      tree,
      listKeys: async () =>
        keys.signing.map(({ id, verifier }) => ({
          id,
          verifier,
          state: 'signing' as const,
        })),
    },
    search: { include: {}, exclude: {}, order: 'sequence' as const, ...search },
    scope,
    filters: {},
    signal: new AbortController().signal,
  };
  let text = '';
  const range = await provenRange(proven);
  for await (const part of writeProvenExport(proven, range, { events: 0 })) {
    text += part;
  }
  return text.split('\n').slice(0, -1);
}

/** What the verifier says of a file, which believes the keys of the ledger unless it is told others. */
export function verifyLines(
  lines: readonly string[],
  { keys }: Pick<Ledger, 'keys'>,
  options: VerifyExportOptions = {},
) {
  const blocks = async function* blocks() {
    yield lines.map(line => `${line}\n`).join('');
  };
  return verifyExport(blocks(), { keys: keys.believed(), ...options });
}
