// SPDX-License-Identifier: Apache-2.0
import { boundChanges } from './boundChanges';
import { DEFAULT_LIMITS } from './Limits';

describe('boundChanges', () => {
  it('keeps changes as they are, and shares nothing with them', () => {
    const changes = [
      { path: '/spec/lifecycle', before: 'experimental', after: 'production' },
      { path: '/added', after: { list: [1] } },
      { path: '/removed', before: null },
      { path: '' },
    ];
    const bounded = boundChanges(changes, DEFAULT_LIMITS);
    expect(bounded.changes).toEqual(changes);
    expect(bounded.changes[1].after).not.toBe(changes[1].after);
    expect(bounded.changes[3]).toEqual({ path: '' });
    expect(bounded.truncated).toEqual([]);
  });

  it('leaves out what there is no room for, and says so', () => {
    const many = Array.from({ length: 5_000 }, (_, index) => ({
      path: `/f${index}`,
      after: 'x'.repeat(100),
    }));
    const byCount = boundChanges(many, { ...DEFAULT_LIMITS, entries: 10 });
    expect(byCount.changes).toEqual(many.slice(0, 10));
    expect(byCount.truncated).toEqual(['/changes']);

    const bySize = boundChanges(many, { ...DEFAULT_LIMITS, metaSize: 2_048 });
    expect(bySize.changes.length).toBeGreaterThan(10);
    expect(JSON.stringify(bySize.changes).length).toBeLessThan(4_096);
    expect(bySize.truncated).toContain('/changes');
  });

  it('keeps of a large one what it was and what it is', () => {
    const { changes, truncated } = boundChanges(
      [
        {
          path: `/${'p'.repeat(5_000)}`,
          before: Array(100).fill('b'.repeat(5_000)),
          after: Array(100).fill('a'.repeat(5_000)),
        },
      ],
      DEFAULT_LIMITS,
    );
    const [{ path, before, after }] = changes;
    expect(path).toHaveLength(2_000);
    expect(JSON.stringify(before).length).toBeGreaterThan(30_000);
    expect(JSON.stringify(after).length).toBeGreaterThan(25_000);
    expect(JSON.stringify(changes).length).toBeLessThan(80_000);
    expect(truncated).toEqual([
      '/changes/0/path',
      expect.stringMatching(/^\/changes\/0\/before\//),
      expect.stringMatching(/^\/changes\/0\/before\//),
      expect.stringMatching(/^\/changes\/0\/after\//),
      expect.stringMatching(/^\/changes\/0\/after\//),
    ]);
  });

  it('gives what it gave once as it is', () => {
    const once = boundChanges(
      [
        { path: 'p'.repeat(3_000), after: 'x'.repeat(10_000) },
        { path: '/deep', before: { a: { b: { c: {} } } } },
      ],
      { ...DEFAULT_LIMITS, depth: 2 },
    );
    const twice = boundChanges(once.changes, { ...DEFAULT_LIMITS, depth: 2 });
    expect(twice).toMatchObject({ changes: once.changes, truncated: [] });
  });
});
