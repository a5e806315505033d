// SPDX-License-Identifier: Apache-2.0
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { NewAuditEvent } from 'backstage-plugin-audit-log-common';
import { eventToRow } from 'backstage-plugin-audit-log-backend/src/database/eventRow';
import { TABLES } from 'backstage-plugin-audit-log-backend/src/database/tables';
import type { Knex } from 'knex';

/**
 * The ceiling: one COPY, on one connection, from a file that the server reads itself, of rows that were made before the
 * clock started. Gives the seconds it took.
 */
export async function copyRows(
  knex: Knex,
  events: readonly NewAuditEvent[],
  batch: number,
): Promise<number> {
  const rows = events.map(event => eventToRow(event).row);
  const columns = ['stream', 'batch', 'position', ...Object.keys(rows[0])];
  const text = rows
    .map((row, position) =>
      [
        0,
        batch,
        position,
        ...Object.entries(row).map(([name, value]) =>
          value !== null && name.endsWith('_at')
            ? new Date(Number(value)).toISOString()
            : value,
        ),
      ]
        .map(copyText)
        .join('\t'),
    )
    .join('\n');

  const directory = await mkdtemp(join(tmpdir(), 'audit-log-bench-'));
  const file = join(directory, 'rows.copy');
  try {
    // The server may run as another user.
    await chmod(directory, 0o755);
    await writeFile(file, `${text}\n`);
    const begun = performance.now();
    await knex.raw(`COPY ${TABLES.events} (${columns}) FROM '${file}'`);
    return (performance.now() - begun) / 1000;
  } finally {
    await rm(directory, { recursive: true });
  }
}

/** A value in COPY's text format, see "COPY" in PostgreSQL's manual. */
function copyText(value: unknown): string {
  return value === null
    ? '\\N'
    : String(value)
        .replaceAll('\\', '\\\\')
        .replaceAll('\t', '\\t')
        .replaceAll('\n', '\\n')
        .replaceAll('\r', '\\r');
}
