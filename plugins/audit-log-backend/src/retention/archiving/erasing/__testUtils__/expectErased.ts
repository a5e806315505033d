// SPDX-License-Identifier: Apache-2.0
import { readFile } from 'node:fs/promises';
import { countUnknownFiles } from '../../../files/countUnknownFiles';
import { expectWhole } from '../../__testUtils__/agingLedger';
import { type ErasedArchive, OTHER, SUCCESSOR } from './ErasedArchive';
import { namesIn } from './erasuresOf';

/** Nothing of Jane is in any file of the archive, and all events are. */
export async function expectErased(test: ErasedArchive): Promise<void> {
  const { knex, aging } = test;
  const { name, leftovers, sha256 } = await test.row();
  expect(leftovers).toBeNull();
  expect(name).toMatch(SUCCESSOR);
  const [, base] = /([^/]*)\.parquet$/.exec(name)!;
  expect(await namesIn(aging.store)).toEqual([
    name,
    OTHER,
    `manifests/${base}.json`,
    'manifests/2025-02.default.1.json',
  ]);
  const manifest = JSON.parse(
    await readFile(test.path(`manifests/${base}.json`), 'utf8'),
  );
  expect(manifest).toMatchObject({ file: name, sha256, events: 300 });
  const local = await aging.store.open(name);
  const { signal } = new AbortController();
  const texts: string[] = [];
  for await (const some of aging.files.read(local.path, { signal })) {
    texts.push(...some.map(event => JSON.stringify(event)));
  }
  expect(texts).toHaveLength(300);
  const text = texts.join('\n').toLowerCase();
  expect(/user:(default\/)?jane\b/.test(text)).toBe(false);
  expect(text.split('user:default/janet').length - 1).toBe(250);
  expect(
    await aging.files.query(
      [local.path],
      {
        text: `SELECT count(*) AS hits FROM events e WHERE regexp_matches(e.search_text, '(^| )jane( |$)')`,
        bindings: [],
      },
      signal,
    ),
  ).toEqual([{ hits: 0 }]);
  await expectWhole(aging);
  expect(await test.verify()).toMatchObject({
    findings: [],
    erased: 205,
  });
  expect(
    await countUnknownFiles(knex, aging.store, new AbortController().signal),
  ).toBe(0);
}
