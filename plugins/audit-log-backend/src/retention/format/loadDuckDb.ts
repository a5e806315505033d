// SPDX-License-Identifier: Apache-2.0

/**
 * DuckDB, loaded when it is first asked for: its library takes 50 MB of memory, and whoever never archives anything needs none of it. Not by
 * `import()`, which Jest does not know in the modules that Backstage makes of these files.
 */
export function loadDuckDb(): typeof import('@duckdb/node-api') {
  return require('@duckdb/node-api');
}
