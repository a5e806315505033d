// SPDX-License-Identifier: Apache-2.0
import { execFileSync } from 'node:child_process';
import { buildSync } from 'esbuild';
import { compilePolicy } from './compilePolicy';
import { parsePolicy } from './parsePolicy';
import { parsePeriod } from './periods';

const DAY_MS = 24 * 60 * 60 * 1000;

const policy = compilePolicy(
  parsePolicy(
    {
      live: '1y',
      archive: '1y',
      rules: [
        { name: 'sign-ins', category: 'sign-in', live: '90d', archive: '0d' },
        {
          name: 'tasks',
          action: ['scaffolder.task.*', '*.delete'],
          archive: 'forever',
        },
        {
          name: 'both',
          category: ['catalog', 'techdocs'],
          action: 'catalog.*',
          live: 'P1D',
        },
      ],
    },
    'policy',
  ),
);
const iso = (time: number | undefined) =>
  time === undefined ? 'never' : new Date(time).toISOString().slice(0, 10);

describe('a policy', () => {
  it.each([
    ['sign-in', 'auth.sign-in', 'sign-ins'],
    // The first rule that matches decides.
    ['sign-in', 'session.delete', 'sign-ins'],
    ['scaffolder', 'scaffolder.task.create', 'tasks'],
    ['scaffolder', 'scaffolder.tasks', 'default'],
    // Both of one rule must match.
    ['catalog', 'catalog.refresh', 'both'],
    ['other', 'catalog.refresh', 'default'],
    ['catalog', 'other', 'default'],
    ['', '', 'default'],
  ])('has events of %j, %j in the class %s', (category, action, name) => {
    expect(policy.classOf({ category, action })).toBe(name);
  });

  it('keeps what a rule does not say as for all, and what no rule names too', () => {
    expect(policy.classes).toEqual(['sign-ins', 'tasks', 'both', 'default']);
    expect(policy.durationsOf('tasks')).toEqual({
      live: 'P1Y',
      archive: 'forever',
    });
    for (const name of ['default', 'of-a-rule-that-is-no-more']) {
      expect(policy.durationsOf(name)).toEqual({ live: 'P1Y', archive: 'P1Y' });
    }
  });

  it.each([
    ['2025-10', 'default', '2026-11-01', '2027-11-01'],
    ['2025-10', 'tasks', '2026-11-01', 'never'],
    // Without an archive they go when they leave the live table.
    ['2025-10', 'sign-ins', '2026-01-30', '2026-01-30'],
    // Journals have a week to bring late events, whatever the policy.
    ['2025-10', 'both', '2025-11-08', '2026-11-02'],
    // February ends with the 29th, the year after with the 28th.
    ['2024-02-28', 'default', '2025-02-28', '2026-02-28'],
    ['2024-02-29', 'default', '2025-03-01', '2026-03-01'],
    ['2024-02', 'default', '2025-03-01', '2026-03-01'],
  ])('archives %s, %s on %s, and removes it on %s', (name, of, live, gone) => {
    const period = parsePeriod(name);
    expect(iso(policy.archiveAt(period, of))).toBe(live);
    expect(iso(policy.removeAt(period, of))).toBe(gone);
  });

  it('never removes before it archives', () => {
    const none = compilePolicy(
      parsePolicy({ live: '1d', archive: '1d' }, 'policy'),
    );
    const period = parsePeriod('2026-11-30');
    expect(none.archiveAt(period, 'default')).toBe(period.to + 7 * DAY_MS);
    expect(none.removeAt(period, 'default')).toBe(period.to + 7 * DAY_MS);
  });

  it.each(['Europe/Berlin', 'America/St_Johns', 'Pacific/Apia', 'UTC'])(
    'counts in UTC where the clock on the wall is that of %s',
    TZ => {
      // In a process of its own, as this one cannot change its zone. Clocks are put forward and back on the way, and Apia
      // had no 30 December 2011.
      const script = `${compiled()}
        const policy = compiled.compilePolicy({ live: 'P6M', archive: 'P31D', rules: [] });
        process.stdout.write(JSON.stringify([
          ...['2011-06', '2025-09', '2025-03-30'].map(name => {
            const period = compiled.parsePeriod(name);
            return [period.from, policy.archiveAt(period, 'default'), policy.removeAt(period, 'default')]
              .map(time => new Date(time).toISOString());
          }),
          new Date(2026, 6, 1).getTimezoneOffset(),
        ]));`;
      const [apia, half, day, offset] = JSON.parse(
        String(
          execFileSync(process.execPath, ['-'], {
            input: script,
            env: { ...process.env, TZ },
          }),
        ),
      );
      const midnights = (...days: string[]) =>
        days.map(each => `${each}T00:00:00.000Z`);
      expect(apia).toEqual(midnights('2011-06-01', '2012-01-01', '2012-02-01'));
      expect(half).toEqual(midnights('2025-09-01', '2026-04-01', '2026-05-02'));
      expect(day).toEqual(midnights('2025-03-30', '2025-09-30', '2025-10-31'));
      // The zone was in force.
      expect(offset === 0).toBe(TZ === 'UTC');
    },
  );
});

/** The code under test as a script that defines `compiled`. */
function compiled(): string {
  const { outputFiles } = buildSync({
    stdin: {
      contents: `export * from './compilePolicy'; export * from './periods';`,
      resolveDir: __dirname,
    },
    bundle: true,
    write: false,
    platform: 'node',
    format: 'iife',
    globalName: 'compiled',
  });
  return outputFiles[0].text;
}
