// SPDX-License-Identifier: Apache-2.0
import crypto from 'node:crypto';
import { mintToken, newTokenId, readToken } from './keyToken';
import type { StoredKey } from './StoredKey';
import { verifyToken } from './verifyToken';

const NOW = 1_000_000;
const tokenId = newTokenId();
const present = mintToken(tokenId);
const previous = mintToken(tokenId);
const other = mintToken(tokenId);
const key: StoredKey = {
  id: 'id',
  version: 2,
  name: 'Key',
  tokenId,
  secretHash: present.secretHash,
  previous: { secretHash: previous.secretHash, until: NOW + 1 },
  sources: ['/a'],
  projects: 'any',
  mayNamePeople: false,
  requestsPerMinute: 1,
  created: { at: 0 },
};
const revoked = { ...key, revoked: { at: NOW } };

describe('verifyToken', () => {
  it.each([
    ['the present token', present, key, { token: 'present' }],
    ['the one before', previous, key, { token: 'previous' }],
    ['another one', other, key, { refused: 'unknown' }],
    ['one of no key', present, undefined, { refused: 'unknown' }],
    ['one of a revoked key', present, revoked, { refused: 'revoked' }],
    ['another one of a revoked key', other, revoked, { refused: 'unknown' }],
  ])('compares as often, and in constant time: %s', (_, { token }, of, is) => {
    const compared = jest.spyOn(crypto, 'timingSafeEqual');
    expect(verifyToken(readToken(token)!, of, NOW)).toEqual(is);
    expect(
      compared.mock.calls.map(([one, two]) => one.byteLength + two.byteLength),
    ).toEqual([64, 64]);
    compared.mockRestore();
  });
});
