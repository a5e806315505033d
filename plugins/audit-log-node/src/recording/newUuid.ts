// SPDX-License-Identifier: Apache-2.0
import { randomFillSync } from 'node:crypto';
import { V7Generator } from 'uuidv7';

/** For some hundred ids: to ask the system for a few bytes at a time takes longer than all the rest of them. */
const words = new Uint32Array(1_024);
let used = words.length;

const generator = new V7Generator({
  nextUint32() {
    if (used === words.length) {
      randomFillSync(words);
      used = 0;
    }
    return words[used++];
  },
});

/** A UUIDv7 (RFC 9562), of which those of one process are in the order in which they were made. */
export function newUuid(): string {
  return generator.generate().toString();
}
