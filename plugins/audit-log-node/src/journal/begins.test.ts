// SPDX-License-Identifier: Apache-2.0
import { mockServices } from '@backstage/backend-test-utils';
import { entry } from './__testUtils__/entry';
import { JournalsOfTest } from './__testUtils__/JournalsOfTest';
import { contentsOf, MOST } from './__testUtils__/readAll';

describe('what a journal is told of when it begins', () => {
  const logger = mockServices.logger.mock({
    error: message => {
      throw new Error(message);
    },
  });
  let t: JournalsOfTest;

  beforeEach(async () => {
    t = await JournalsOfTest.create({ logger });
  });

  afterEach(() => t.close());

  const foundAfterDeath = async () => {
    await t.flush();
    return t.foundAfterDeath();
  };

  it('is given out when the process died before it ended, and only then', async () => {
    const journal = await t.open();
    await journal.begin('a', entry('a is unfinished'));
    expect(await foundAfterDeath()).toEqual(['a is unfinished']);
    expect(await contentsOf(journal)).toEqual([]);
    await journal.begin('b', entry('b is unfinished'));
    await journal.begin('c', entry('c is unfinished'));
    await journal.append([entry('a has ended', { ends: 'a' }), entry('of b')]);
    await journal.end(['c']);
    expect(await foundAfterDeath()).toEqual([
      'a has ended',
      'of b',
      'b is unfinished',
    ]);
    expect(await contentsOf(journal)).toEqual(['a has ended', 'of b']);
    await journal.end(['b', 'never begun']);
    expect(await foundAfterDeath()).toEqual([]);
  });

  it('is given out once by whoever opens it next, also when that one dies', async () => {
    const first = await t.open();
    await first.begin('a', entry('a is unfinished'));
    await t.end(first);
    const next = await t.open();
    expect(await foundAfterDeath()).toEqual(['a is unfinished']);
    expect(await contentsOf(next)).toEqual(['a is unfinished']);
    expect(await foundAfterDeath()).toEqual([]);
  });

  it('does not hold on to files, however long it is open', async () => {
    const journal = await t.open();
    await journal.begin('long', entry('long is unfinished'));
    for (let index = 0; index < 40; index++) {
      const key = `key-${index}`;
      await journal.begin(key, entry('x'.repeat(200_000)));
      await journal.append([entry('y'.repeat(200_000), { ends: key })]);
      await contentsOf(journal);
    }
    expect(journal.size).toBeLessThan(2_000_000);
    const found = await foundAfterDeath();
    expect(found).toContain('long is unfinished');
    expect(found.filter(content => String(content).startsWith('x'))).toEqual(
      [],
    );
    await journal.append([entry('long has ended', { ends: 'long' })]);
    await contentsOf(journal);
    expect(journal.isEmpty).toBe(true);
    expect(await foundAfterDeath()).toEqual([]);
  });

  it('takes no room from entries once it has ended', async () => {
    const journal = await t.open({ maxSize: 200_000 });
    await journal.begin('long', entry('long is unfinished'));
    const texts = Array.from({ length: 60 }, (_, index) =>
      `${index} `.padEnd(2_000, 'x'),
    );
    for (const [index, text] of texts.entries()) {
      await journal.begin(`key-${index}`, entry(text));
      await journal.append([entry(text, { ends: `key-${index}` })]);
    }
    expect(await foundAfterDeath()).toEqual([...texts, 'long is unfinished']);
    expect(await contentsOf(journal)).toEqual(texts);
  });

  it('is forgotten with its end when that is lost for want of room', async () => {
    const journal = await t.open({ maxSize: 100_000 });
    const found: unknown[] = [];
    for (let index = 0; index < 300; index++) {
      await journal.begin(`key-${index}`, entry('is unfinished'));
      await journal.append([
        entry('x'.repeat(1_000), { ends: `key-${index}` }),
      ]);
      if (index % 50 === 0) {
        found.push(...(await foundAfterDeath()));
      }
    }
    found.push(...(await foundAfterDeath()));
    expect(found).not.toContain('is unfinished');
    expect(journal.size).toBeLessThan(110_000);
  });

  it('is told that there is no room for it', async () => {
    const journal = await t.open({ maxSize: 100_000 });
    const begins = await Promise.all(
      Array.from({ length: 3 }, async (_, index) => {
        await journal.append([entry('x'.repeat(30_000))]);
        return journal.begin(`key-${index}`, entry('z'.repeat(20_000)));
      }),
    );
    expect(begins).toContain(false);
    expect(await t.size()).toBeLessThan(101_000);
  });

  it('is given out of memory as it was, and of the files what memory has no room for', async () => {
    const journal = await t.open({ memory: 10_000 });
    const values = Array.from({ length: 50 }, (_, index) => ({ index }));
    for (const value of values) {
      const content = JSON.stringify(value).padEnd(1_000);
      await journal.append([{ rank: 1, content, value }]);
    }
    const read = async () => {
      const batch = (await journal.read({ ...MOST, entries: 7 }))!;
      await journal.done();
      return batch.entries.map(
        each => each.value ?? { of: JSON.parse(each.content) },
      );
    };
    const all: unknown[] = [];
    while (all.length < 50) {
      all.push(...(await read()));
    }
    expect(all.slice(0, 10)).toEqual(values.slice(0, 10));
    expect(all.slice(11)).toEqual(values.slice(11).map(of => ({ of })));
    // And in memory again, when all is done.
    await journal.append([{ rank: 1, content: '"x"', value: 'x' }]);
    expect(await read()).toEqual(['x']);
  });
});
