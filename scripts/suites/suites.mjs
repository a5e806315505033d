// SPDX-License-Identifier: Apache-2.0
import { join } from 'node:path';
import { benchCommand } from '../bench/benchCommand.mjs';
import { repository } from '../setup/repository.mjs';
import { readBenchReport } from './readBenchReport.mjs';
import { readJestReport } from './readJestReport.mjs';
import { readPlaywrightReport } from './readPlaywrightReport.mjs';
import { runReportedSuite } from './runReportedSuite.mjs';
import { runStep } from './runStep.mjs';

const modules = join(repository, 'node_modules');
const results = join(repository, 'test-results');
const backstage = join(modules, '@backstage/cli/bin/backstage-cli');
const prettier = join(modules, 'prettier/bin-prettier.js');
const typescript = join(modules, 'typescript/bin/tsc');
const playwright = join(modules, '@playwright/test/cli.js');
const openapi = join(modules, 'openapi-typescript/bin/cli.js');
const api = join(repository, 'plugins/audit-log-common');
const longestFirst = join(repository, 'scripts/jest/longestFirst.mjs');

const POSTGRES = 'BACKSTAGE_TEST_DATABASE_POSTGRES18_CONNECTION_STRING';

/**
 * @typedef {object} Suite
 * @property {string} title
 * @property {() => Promise<import('./runStep.mjs').Count>} run
 */

/**
 * Everything that `npm test` runs, in the order in which it runs: what is quick to fail first, and the build, which the
 * browser tests are about, before them.
 *
 * @param {import('../setup/toolchain.mjs').Toolchain} toolchain
 * @returns {readonly Suite[]}
 */
export function suites({ node, env }) {
  /** @param {readonly string[]} args */
  const step = (...args) => runStep([node, ...args], env);
  const jestReport = join(results, 'jest.json');
  const browserReport = join(results, 'browser.json');
  const benchReport = join(results, 'bench.json');

  return [
    { title: 'Lint', run: () => step(backstage, 'repo', 'lint') },
    { title: 'Format', run: () => step(prettier, '--check', '.') },
    {
      title: 'Types of the API, as `yarn generate` makes them',
      run: () =>
        step(
          ...[openapi, join(api, 'openapi.yaml'), '--check'],
          ...['--output', join(api, 'src/generated/openapi.ts')],
        ),
    },
    { title: 'Types', run: () => step(typescript) },
    {
      title: 'Types of the set-up scripts',
      run: () => step(typescript, '-p', 'scripts'),
    },
    {
      title: 'Set-up scripts',
      run: () => step('--test', 'scripts/**/*.test.mjs'),
    },
    {
      title: 'Units and backends, on SQLite and PostgreSQL',
      run: () =>
        runReportedSuite({
          command: [
            ...[node, backstage, 'repo', 'test', '--ci', '--json'],
            `--outputFile=${jestReport}`,
            `--testSequencer=${longestFirst}`,
          ],
          env: { ...env, CI: 'true' },
          report: jestReport,
          read: readJestReport,
        }),
    },
    {
      title:
        'Benchmark in its short form, for its figures and not for their sizes',
      run: () =>
        runReportedSuite({
          command: [node, ...benchCommand(['--short', '--json', benchReport])],
          env: {
            ...env,
            AUDIT_LOG_BENCH_POSTGRES: env[POSTGRES],
          },
          report: benchReport,
          read: readBenchReport,
        }),
    },
    {
      title: 'Production build of every package',
      run: () => step(backstage, 'repo', 'build', '--all'),
    },
    {
      title: 'Configuration against its schema',
      run: () => step(backstage, 'config:check', '--lax', '--strict'),
    },
    {
      title: 'Browser',
      run: () =>
        runReportedSuite({
          command: [
            ...[node, playwright, 'test', '--reporter=list,json'],
            '--config=test/e2e/playwright.config.ts',
          ],
          env: { ...env, PLAYWRIGHT_JSON_OUTPUT_FILE: browserReport },
          report: browserReport,
          read: readPlaywrightReport,
        }),
    },
  ];
}
