// SPDX-License-Identifier: Apache-2.0
import { bytesInWords } from './bytesInWords';

describe('bytesInWords', () => {
  it.each([
    [0, '0 bytes'],
    [1023, `${(1023).toLocaleString()} bytes`],
    [1024, '1 KiB'],
    [1.5 * 1024 ** 2, `${(1.5).toLocaleString()} MiB`],
    [256 * 1024 ** 2, '256 MiB'],
    [3 * 1024 ** 5, `${(3072).toLocaleString()} TiB`],
  ])('says %d as %s', (bytes, words) => {
    expect(bytesInWords(bytes)).toBe(words);
  });
});
