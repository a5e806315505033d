// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { readBenchReport } from './readBenchReport.mjs';
import { readJestReport } from './readJestReport.mjs';
import { readPlaywrightReport } from './readPlaywrightReport.mjs';
import { runReportedSuite } from './runReportedSuite.mjs';

let folder = '';
before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'audit-log-reports-'));
});
after(() => rm(folder, { recursive: true }));

/** @param {object} content */
async function reportOf(content) {
  const file = join(folder, 'report.json');
  await writeFile(file, JSON.stringify(content));
  return file;
}

test('counts skipped tests and files that could not run as failures of jest', async () => {
  const file = await reportOf({
    numPassedTests: 40,
    numFailedTests: 1,
    numRuntimeErrorTestSuites: 2,
    numPendingTests: 4,
    numTodoTests: 8,
  });
  assert.deepEqual(await readJestReport(file), { passed: 40, failed: 15 });
});

test('counts skipped and flaky tests and errors as failures of Playwright', async () => {
  const file = await reportOf({
    stats: { expected: 7, unexpected: 1, flaky: 2, skipped: 4 },
    errors: [{}],
  });
  assert.deepEqual(await readPlaywrightReport(file), { passed: 7, failed: 8 });
});

test('counts figures of the benchmark, and one that is no number as a failure', async () => {
  const file = await reportOf([
    { name: 'missed', value: 0.1, target: 0.8, met: false },
    { name: 'read only', value: 2, target: null, met: null },
    { name: 'broken', value: null },
  ]);
  assert.deepEqual(await readBenchReport(file), { passed: 2, failed: 1 });
});

/** @param {string} script that may write the report named by REPORT */
function run(script) {
  const report = join(folder, 'suite.json');
  return runReportedSuite({
    command: [process.execPath, '-e', script],
    env: { ...process.env, REPORT: report },
    report,
    read: async file => JSON.parse(await readFile(file, 'utf8')),
  });
}

const writing = (/** @type {object} */ count) =>
  `require('node:fs').writeFileSync(process.env.REPORT, '${JSON.stringify(
    count,
  )}');`;

test('takes the count of a suite from its report', async () => {
  const count = { passed: 3, failed: 0 };
  assert.deepEqual(await run(writing(count)), count);
});

test('fails a suite that leaves no report, not even that of the run before', async () => {
  assert.deepEqual(await run(''), { passed: 0, failed: 1 });
});

test('fails a suite in which nothing was tested', async () => {
  const count = { passed: 0, failed: 0 };
  assert.deepEqual(await run(writing(count)), { passed: 0, failed: 1 });
});

test('fails a suite that ends badly although its tests passed', async () => {
  const count = { passed: 3, failed: 0 };
  const script = `${writing(count)} process.exitCode = 1;`;
  assert.deepEqual(await run(script), { passed: 3, failed: 1 });
});
