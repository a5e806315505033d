// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto';
import { consistencyProof, verifyConsistency } from './consistency';
import { hashLeaf } from './hashes';
import { inclusionProof, verifyInclusion } from './inclusion';
import { rootOfLeaves } from './rootOfLeaves';
import type { ReadSubtree } from './Subtree';
import { subtreesOf } from './subtreesOf';
import { TreeRange } from './TreeRange';

/** Beyond two powers of two, and the size of the accumulated vectors of draft-ietf-plants-merkle-tree-certs. */
const MOST = 130;
const leaves = Array.from({ length: MOST }, (_, index) =>
  hashLeaf(Buffer.from([index])),
);
const roots = Array.from({ length: MOST + 1 }, (_, size) =>
  rootOfLeaves(leaves.slice(0, size)),
);
const subtreeRoots = new Map<string, Buffer>();
const read: ReadSubtree = async subtrees =>
  subtrees.map(({ level, index }) => {
    const name = `${level}/${index}`;
    const [from, to] = [index * 2 ** level, (index + 1) * 2 ** level];
    const root = subtreeRoots.get(name) ?? rootOfLeaves(leaves.slice(from, to));
    subtreeRoots.set(name, root);
    return root;
  });

/** The tree hash exactly as RFC 6962 section 2.1 defines it. */
function definedRoot(part: readonly Buffer[]): Buffer {
  if (part.length === 1) {
    return part[0];
  }
  const split = 2 ** (Math.ceil(Math.log2(part.length)) - 1);
  return createHash('sha256')
    .update(Buffer.from([1]))
    .update(definedRoot(part.slice(0, split)))
    .update(definedRoot(part.slice(split)))
    .digest();
}

it('has the root that the definition gives, for every size', () => {
  for (let size = 1; size <= MOST; size++) {
    expect(roots[size]).toEqual(definedRoot(leaves.slice(0, size)));
  }
});

it('proves that each leaf is in a tree of every size, and no other leaf and no other place', async () => {
  const unexpected: object[] = [];
  for (let size = 1; size <= MOST; size++) {
    for (let index = 0; index < size; index++) {
      const proof = await inclusionProof({ index, size, read });
      const proven = {
        index,
        size,
        leaf: leaves[index],
        proof,
        root: roots[size],
      };
      const wrong = [
        { ...proven, index: index + 1 },
        { ...proven, leaf: leaves[(index + 1) % MOST] },
        { ...proven, root: roots[size - 1] },
        { ...proven, proof: [...proof, leaves[0]] },
        { ...proven, proof: proof.slice(1) },
      ];
      const answers = [proven, ...wrong].map(verifyInclusion);
      // A proof of nothing that is cut is the same proof.
      answers[5] &&= proof.length > 0;
      if (answers.join() !== 'true,false,false,false,false,false') {
        unexpected.push({ size, index, answers });
      }
    }
  }
  expect(unexpected).toEqual([]);
});

it('proves of every size that it is the beginning of every other', async () => {
  const unexpected: object[] = [];
  for (let to = 0; to <= MOST; to++) {
    for (let from = 0; from <= to; from++) {
      const proof = await consistencyProof({ from, to, read });
      const proven = {
        from,
        to,
        fromRoot: roots[from],
        toRoot: roots[to],
        proof,
      };
      const other = leaves[0];
      const answers = [
        proven,
        { ...proven, fromRoot: hashLeaf('other') },
        { ...proven, proof: [...proof, other] },
        // From the empty tree to any other nothing is proven about that one.
        { ...proven, toRoot: from === 0 ? Buffer.alloc(3) : hashLeaf('other') },
      ].map(verifyConsistency);
      if (answers.join() !== 'true,false,false,false') {
        unexpected.push({ from, to, answers });
      }
    }
  }
  expect(unexpected).toEqual([]);
});

it('asks for what a proof needs at once, and not at all when it needs nothing', async () => {
  const reading = jest.fn(read);
  await inclusionProof({ index: 77, size: MOST, read: reading });
  expect(reading).toHaveBeenCalledTimes(1);
  await consistencyProof({ from: 77, to: MOST, read: reading });
  expect(reading).toHaveBeenCalledTimes(2);
  await consistencyProof({ from: MOST, to: MOST, read: reading });
  expect(reading).toHaveBeenCalledTimes(2);
});

it('covers a range with the fewest subtrees', () => {
  const unexpected: object[] = [];
  for (let to = 0; to <= MOST; to++) {
    for (let from = 0; from <= to; from++) {
      const subtrees = subtreesOf(from, to);
      let end = from;
      const isGapless = subtrees.every(({ level, index }) => {
        const start = end;
        end += 2 ** level;
        return index * 2 ** level === start;
      });
      const parents = subtrees.map(
        ({ level, index }) => `${level}:${Math.floor(index / 2)}`,
      );
      // No two neighbors could be one.
      const isFewest = new Set(parents).size === parents.length;
      if (!isGapless || end !== to || !isFewest) {
        unexpected.push({ from, to, subtrees });
      }
    }
  }
  expect(unexpected).toEqual([]);
});

it('goes on from what was kept of a tree, and takes subtrees as it takes leaves', () => {
  for (let kept = 0; kept <= MOST; kept++) {
    const begun = TreeRange.empty();
    leaves.slice(0, kept).forEach(leaf => begun.append(leaf));
    const tree = TreeRange.of(begun.size, begun.peaks);
    for (const { level, index } of subtreesOf(kept, MOST)) {
      const start = index * 2 ** level;
      tree.appendSubtree(
        rootOfLeaves(leaves.slice(start, start + 2 ** level)),
        level,
      );
    }
    expect(tree.root()).toEqual(roots[MOST]);
    expect(begun.root()).toEqual(roots[kept]);
  }
});

it('refuses what does not fit a tree', () => {
  expect(() => TreeRange.of(3, [leaves[0]])).toThrow('3 leaves has 2 peaks');
  expect(() => TreeRange.of(-1, [])).toThrow('-1 leaves');
  expect(() => TreeRange.of(1, [Buffer.alloc(31)])).toThrow('32 bytes');
  const tree = TreeRange.of(1, [leaves[0]]);
  expect(() => tree.appendSubtree(leaves[1], 1)).toThrow('cannot follow');
});

it('knows trees larger than what bit operations can count', async () => {
  const size = 2 ** 40 + 3;
  const asked: unknown[] = [];
  await inclusionProof({
    index: 2 ** 40,
    size,
    read: async subtrees => {
      asked.push(...subtrees);
      return subtrees.map(() => leaves[0]);
    },
  });
  expect(asked).toEqual([
    { level: 0, index: 2 ** 40 + 1 },
    { level: 0, index: 2 ** 40 + 2 },
    { level: 40, index: 0 },
  ]);
});
