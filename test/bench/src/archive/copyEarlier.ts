// SPDX-License-Identifier: Apache-2.0
import { loadDuckDb } from 'backstage-plugin-audit-log-backend/src/retention/format/loadDuckDb';
import { sqlText } from 'backstage-plugin-audit-log-backend/src/retention/format/sqlText';

/** As the audit log writes them. */
const GROUP_EVENTS = 14_336;

/**
 * Makes a file of the events of another one, each so much earlier and with a number so much higher: the numbers of the files of an
 * archive are not in each other. The ids have the time in them that they were moved to. The copies are not what was sealed.
 */
export async function copyEarlier(options: {
  readonly from: string;
  readonly to: string;
  readonly byMs: number;
  readonly bySequences: number;
}): Promise<void> {
  const { from, to, byMs, bySequences } = options;
  const { DuckDBInstance } = loadDuckDb();
  const instance = await DuckDBInstance.create(':memory:', {
    memory_limit: '512MB',
  });
  try {
    const connection = await instance.connect();
    const earlier = (column: string) =>
      `${column} - to_milliseconds(${byMs}) AS ${column}`;
    const time = `printf('%012x', epoch_ms(recorded_at) - ${byMs})`;
    await connection.run(
      `COPY (
         SELECT * REPLACE (
           sequence + ${bySequences} AS sequence,
           ${earlier('occurred_at')},
           ${earlier('recorded_at')},
           substr(${time}, 1, 8) || '-' || substr(${time}, 9) || substr(id, 14) AS id
         ) FROM read_parquet(${sqlText(from)}, hive_partitioning = false)
       ) TO ${sqlText(to)}
       (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE ${GROUP_EVENTS})`,
    );
    connection.closeSync();
  } finally {
    instance.closeSync();
  }
}
