// SPDX-License-Identifier: Apache-2.0
import { join } from 'node:path';
import { repository } from '../setup/repository.mjs';
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

  return [
    { title: 'Lint', run: () => step(backstage, 'repo', 'lint') },
    { title: 'Format', run: () => step(prettier, '--check', '.') },
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
          ],
          env: { ...env, CI: 'true' },
          report: jestReport,
          read: readJestReport,
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
