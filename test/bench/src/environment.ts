// SPDX-License-Identifier: Apache-2.0
import { arch, cpus, release, totalmem, type } from 'node:os';
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { openDatabase } from './openDatabase';

const GIB = 1024 ** 3;

/** On what was measured. Nothing that tells one machine of a kind from another. */
export interface Environment {
  readonly cpu: string;
  readonly cores: number;
  readonly memoryGib: number;
  readonly system: string;
  readonly versions: Readonly<Record<string, string>>;
}

export async function readEnvironment(server: string): Promise<Environment> {
  const processors = cpus();
  return {
    cpu: processors[0]?.model.trim() || arch(),
    cores: processors.length,
    memoryGib: Math.round(totalmem() / GIB),
    system: `${type()} ${release().split('.').slice(0, 2).join('.')}`,
    versions: {
      Node: process.versions.node,
      PostgreSQL: await versionOf(server, 'SHOW server_version'),
      SQLite: await versionOf(':memory:', 'SELECT sqlite_version()'),
      'Backstage (@backstage/backend-defaults)': await packageVersion(
        '@backstage/backend-defaults',
      ),
      'audit log': await packageVersion('backstage-plugin-audit-log-backend'),
    },
  };
}

export function machineText({
  cpu,
  cores,
  memoryGib,
  system,
}: Environment): string {
  return `${cpu}, ${cores} cores, ${memoryGib} GiB of memory, ${system}.`;
}

export function versionsText({ versions }: Environment): string {
  const named = Object.entries(versions).map(
    ([name, version]) => `${name} ${version}`,
  );
  return `${named.join(', ')}.`;
}

async function versionOf(database: string, query: string): Promise<string> {
  const knex = openDatabase(database);
  try {
    const result = await knex.raw(query);
    const [row] = Array.isArray(result) ? result : result.rows;
    return String(Object.values(row)[0]).split(' ')[0];
  } finally {
    await knex.destroy();
  }
}

/** Of the package that the benchmark uses, however that may be installed. */
async function packageVersion(name: string): Promise<string> {
  const paths = require.resolve.paths(name) ?? [];
  for (const path of paths) {
    const file = join(path, name, 'package.json');
    const content = await readFile(file, 'utf8').catch(() => undefined);
    if (content !== undefined) {
      return JSON.parse(content).version;
    }
  }
  throw new Error(`${name} is not below ${dirname(paths[0] ?? '')}`);
}
