// SPDX-License-Identifier: Apache-2.0
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { checkout } from './checkout';

const FOLDER = resolve(checkout, 'examples');
const FILE = /^ +- \.\/(\S+)$/gm;
const ENTITY = /^kind: (\w+)\nmetadata:\n {2}name: (\S+)$/gm;

/** References of all entities that a portal has from examples/all.yaml. */
export async function exampleEntities(): Promise<readonly string[]> {
  const list = await readFile(resolve(FOLDER, 'all.yaml'), 'utf8');
  const files = [...list.matchAll(FILE)].map(([, file]) => file);
  const texts = await Promise.all(
    files.map(file => readFile(resolve(FOLDER, file), 'utf8')),
  );
  return texts.flatMap(text =>
    [...text.matchAll(ENTITY)].map(
      ([, kind, name]) => `${kind.toLowerCase()}:default/${name}`,
    ),
  );
}
