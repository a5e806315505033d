// SPDX-License-Identifier: Apache-2.0
import { writeFile } from 'node:fs/promises';
import { Bench, type BenchPart } from './Bench';
import { readEnvironment } from './environment';
import { measure } from './measuring/measure';
import { readOptions } from './options';
import { type MeasuredPart, Report } from './Report';

/**
 * Measures what the audit log promises, each figure next to what it is held against, in one run. What is missed is said and
 * is no error.
 */
async function run(): Promise<void> {
  const { parts, sizes, json, docs } = readOptions();
  const server = process.env.AUDIT_LOG_BENCH_POSTGRES;
  if (!server) {
    throw new Error(
      'AUDIT_LOG_BENCH_POSTGRES must hold the connection string of a PostgreSQL server on this machine; `yarn bench` starts one',
    );
  }
  const report = Report.create(await readEnvironment(server));
  print(report.head);
  const bench = await Bench.create({ server, sizes });
  try {
    for (const part of parts) {
      print(report.add(await measurePart(part, bench)));
    }
  } finally {
    await bench.close();
  }
  print(report.targets);
  if (json) {
    await writeFile(json, `${JSON.stringify(report.records, undefined, 2)}\n`);
  }
  if (docs) {
    await report.writeInto(docs);
  }
}

async function measurePart(
  part: BenchPart,
  bench: Bench,
): Promise<MeasuredPart> {
  const { name, title } = part;
  const begun = performance.now();
  try {
    const open = await part.open(bench);
    const figures = await measure(open, bench.sizes.rounds);
    return { name, title, figures, notes: open.notes?.() ?? [] };
  } catch (error: unknown) {
    throw new Error(`${name} could not be measured`, { cause: error });
  } finally {
    await bench.endPart();
    const seconds = Math.round((performance.now() - begun) / 1000);
    // Standard output is for the figures.
    process.stderr.write(`${name}: ${seconds} s\n`);
  }
}

function print(text: string): void {
  process.stdout.write(`\n${text}\n`);
}

run().catch((error: unknown) => {
  // With its cause.
  console.error(error);
  process.exitCode = 1;
});
