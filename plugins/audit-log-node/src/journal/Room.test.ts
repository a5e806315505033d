// SPDX-License-Identifier: Apache-2.0
import { entry } from './__testUtils__/entry';
import { JournalsOfTest } from './__testUtils__/JournalsOfTest';
import { MOST, readAll } from './__testUtils__/readAll';

describe('Journal when there is no room', () => {
  let t: JournalsOfTest;

  beforeEach(async () => {
    t = await JournalsOfTest.create();
  });

  afterEach(() => t.close());

  it('loses the lowest ranks first, the oldest of them, and tells how many', async () => {
    const journal = await t.open({ maxSize: 100_000 });
    const text = 'x'.repeat(1_000);
    for (let index = 0; index < 300; index++) {
      await journal.append([
        entry([index, text], { rank: index % 10 === 0 ? 3 : 0 }),
      ]);
    }
    const { contents, lost } = await readAll(journal);
    const kept = contents.map(([index]) => index);
    const high = Array.from({ length: 30 }, (_, index) => index * 10);
    expect(kept).toEqual(expect.arrayContaining(high));
    expect(kept).toEqual([...kept].sort((a, b) => a - b));
    expect(kept.at(-1)).toBe(299);
    const lostInAll = lost.reduce((sum, { counts }) => sum + counts[0], 0);
    expect(lostInAll).toBe(300 - kept.length);
    expect(lost.flatMap(({ counts }) => Object.keys(counts))).toContain('0');
    expect(lost.some(({ counts }) => 3 in counts)).toBe(false);
    expect(kept.length * 1_000).toBeGreaterThan(60_000);
  });

  it('stays within it for long, in few files', async () => {
    const journal = await t.open({ maxSize: 100_000 });
    const text = 'x'.repeat(500);
    for (let index = 0; index < 3_000; index++) {
      await journal.append([entry(text, { rank: index % 100 === 0 ? 2 : 0 })]);
    }
    expect(await t.size()).toBeLessThan(110_000);
    expect((await t.files()).length).toBeLessThan(40);
    const { contents, lost } = await readAll(journal);
    const counts = lost.flatMap(each => Object.values(each.counts));
    expect(
      counts.reduce((sum, count) => sum + count, 0) + contents.length,
    ).toBe(3_000);
  });

  it('loses what comes when it is of a lower rank than all that is there', async () => {
    const journal = await t.open({ maxSize: 100_000 });
    const text = 'x'.repeat(1_000);
    for (let index = 0; index < 90; index++) {
      await journal.append([entry(text, { rank: 3 })]);
    }
    for (let index = 0; index < 1_000; index++) {
      await journal.append([entry(text, { rank: 0 })]);
    }
    const { contents, lost } = await readAll(journal);
    expect(contents.length).toBeGreaterThanOrEqual(90);
    expect(lost.length).toBeLessThan(5);
    const gone = lost.reduce((sum, { counts }) => sum + counts[0], 0);
    expect(gone + contents.length).toBe(1_090);
  });

  it('does not lose what is being read', async () => {
    const journal = await t.open({ maxSize: 100_000 });
    const text = 'x'.repeat(1_000);
    for (let index = 0; index < 50; index++) {
      await journal.append([entry([index, text])]);
    }
    const reading = await journal.read({ ...MOST, entries: 5 });
    for (let index = 50; index < 300; index++) {
      await journal.append([entry([index, text])]);
    }
    expect(await journal.read({ ...MOST, entries: 5 })).toMatchObject({
      entries: reading!.entries.map(({ content }) => ({ content })),
    });
    await journal.done();
    const { contents, lost } = await readAll(journal);
    const [first] = contents[0];
    expect(first).toBeGreaterThan(5);
    const gone = lost.reduce((sum, { counts }) => sum + counts[1], 0);
    expect(gone + contents.length + 5).toBe(300);
  });

  it.each([2, 4, 6, 8, 20])(
    'is full before anything is lost, where ends are %d times as large as begins',
    async times => {
      const lost: number[] = [];
      const journal = await t.open({
        maxSize: 400_000,
        onLost: entries => lost.push(entries),
      });
      let fullest = 0;
      for (let index = 0; lost.length === 0; index++) {
        fullest = Math.max(fullest, journal.fill);
        await journal.begin(`${index}`, entry('x'.repeat(300), { rank: 2 }));
        await journal.append([
          { ...entry('x'.repeat(300 * times), { rank: 2 }), ends: `${index}` },
        ]);
      }
      expect(fullest).toBeGreaterThan(0.95);
    },
  );

  it('tells after a crash what it told before', async () => {
    const journal = await t.open({ maxSize: 50_000 });
    for (let index = 0; index < 100; index++) {
      await journal.append([entry('x'.repeat(1_000))]);
    }
    const lost = (await journal.read(MOST))!.lost;
    await t.end(journal);
    const next = await t.open({ maxSize: 50_000 });
    expect((await next.read(MOST))!.lost).toEqual(lost);
    expect(lost.length).toBeGreaterThan(0);
  });
});
