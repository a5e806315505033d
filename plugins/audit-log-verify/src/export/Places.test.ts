// SPDX-License-Identifier: Apache-2.0
import type { Finding } from '../findings/Finding';
import { Findings } from '../findings/Findings';
import { Places } from './Places';

/** What is found when places come in this order, as an export is read. */
function findingsOf(order: Iterable<number>, findings = new Findings()) {
  const places = new Places(findings);
  let size = 0;
  let line = 1;
  for (const sequence of order) {
    line++;
    if (sequence > size) {
      places.miss(size, sequence, line);
    }
    if (sequence < size) {
      places.comeLate(sequence, line);
    }
    size = Math.max(size, sequence + 1);
  }
  places.finish();
  return findings;
}

const kindsOf = (order: Iterable<number>) =>
  findingsOf(order).items.map(({ kind, sequence, until }) => [
    kind,
    sequence,
    until,
  ]);

it('tells of places that come late, twice, or never', () => {
  expect(kindsOf([0, 1, 2])).toEqual([]);
  expect(kindsOf([0, 2, 1])).toEqual([['reordered', 1, undefined]]);
  expect(kindsOf([3, 0, 3, 1])).toEqual([
    ['reordered', 0, undefined],
    ['reordered', 1, undefined],
    ['removed', 2, undefined],
    ['inserted', 3, undefined],
  ]);
  expect(kindsOf([9, 4, 4, 6, 2])).toEqual([
    ['removed', 0, 2],
    ['reordered', 2, undefined],
    ['removed', 3, undefined],
    ['reordered', 4, undefined],
    ['inserted', 4, undefined],
    ['removed', 5, undefined],
    ['reordered', 6, undefined],
    ['removed', 7, 9],
  ]);
});

it('accounts for each place of a shuffled file once', () => {
  for (let round = 0; round < 50; round++) {
    const order = shuffled(40, round + 1);
    const left = order.slice(0, 30);
    const gone = order.slice(30).filter(place => place < Math.max(...left));
    const told = findingsOf(left)
      .items.filter(({ kind }) => kind === 'removed')
      .flatMap(({ sequence = 0, until = sequence + 1 }) =>
        Array.from({ length: until - sequence }, (_, at) => sequence + at),
      );
    expect(told).toEqual(gone.sort((a, b) => a - b));
  }
});

it('gets through a shuffled file of any size, and never takes a place for one that was put in', () => {
  const size = 300_000;
  const kinds = new Map<string, number>();
  class Counted extends Findings {
    override add(finding: Finding): void {
      super.add(finding);
      kinds.set(finding.kind, (kinds.get(finding.kind) ?? 0) + 1);
    }
  }
  findingsOf(shuffled(size, 7), new Counted());
  expect([...kinds.keys()].sort()).toEqual(['removed', 'reordered']);
  expect(kinds.get('reordered')).toBeGreaterThan(size * 0.99);
});

function shuffled(size: number, seed: number): number[] {
  const order = Array.from({ length: size }, (_, at) => at);
  let state = seed;
  for (let at = size - 1; at > 0; at--) {
    state = (state * 48_271) % 2_147_483_647;
    const other = state % (at + 1);
    [order[at], order[other]] = [order[other], order[at]];
  }
  return order;
}
