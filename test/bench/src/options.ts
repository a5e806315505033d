// SPDX-License-Identifier: Apache-2.0
import { parseArgs } from 'node:util';
import type { BenchPart } from './Bench';
import { PARTS } from './parts';
import { fullSizes, SHORT_SIZES, type Sizes } from './Sizes';

const USAGE = `yarn bench [--only <part>[,<part>…]] [--events <number>] [--short] [--json <file>] [--docs <file>]

parts: ${PARTS.map(({ name }) => name).join(', ')}`;

/** What is asked for on the command line. */
export interface Options {
  readonly parts: readonly BenchPart[];
  readonly sizes: Sizes;
  /** Files to write the figures to. */
  readonly json?: string;
  readonly docs?: string;
}

/** Throws an Error that says how it is used. */
export function readOptions(): Options {
  const { values } = parseArgs({
    options: {
      docs: { type: 'string' },
      events: { type: 'string', default: '5000000' },
      json: { type: 'string' },
      only: { type: 'string' },
      short: { type: 'boolean', default: false },
    },
  });
  const { docs, json, only, short } = values;
  const events = Number(values.events);
  if (!Number.isSafeInteger(events) || events < 1_000) {
    throw new Error(`--events takes a number from 1000 on.\n\n${USAGE}`);
  }
  const parts = only ? only.split(',').map(partNamed) : PARTS;
  return { parts, sizes: short ? SHORT_SIZES : fullSizes(events), json, docs };
}

function partNamed(name: string): BenchPart {
  const part = PARTS.find(it => it.name === name);
  if (!part) {
    throw new Error(`There is no part '${name}'.\n\n${USAGE}`);
  }
  return part;
}
