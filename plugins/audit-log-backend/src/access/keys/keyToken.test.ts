// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { redactText } from 'backstage-plugin-audit-log-node';
import {
  hashSecret,
  isSameHash,
  mintToken,
  newTokenId,
  readToken,
  tokenBeginning,
} from './keyToken';

const GUIDE = resolve(
  __dirname,
  '../../../../../docs/guides/ingestion-keys.md',
);
/** As the guide for administrators gives it to secret scanners. */
const [, scannerPattern] = /```text\n(.+)\n```/.exec(
  readFileSync(GUIDE, 'utf8'),
)!;

describe('keyToken', () => {
  it('mints tokens that are read again, none like another', () => {
    const tokenId = newTokenId();
    const one = mintToken(tokenId);
    const other = mintToken(tokenId);
    expect(one.token).toMatch(new RegExp(`^${scannerPattern}$`));
    expect(`key=${one.token}, or`).toMatch(new RegExp(scannerPattern));
    expect(one.token).not.toBe(other.token);
    const parts = readToken(one.token)!;
    expect(parts.tokenId).toBe(tokenId);
    expect(one.token.startsWith(tokenBeginning(tokenId))).toBe(true);
    // Computed here, not by the code that is tested.
    expect(one.secretHash).toBe(
      createHash('sha256').update(one.token.slice(17, 60)).digest('hex'),
    );
    expect(isSameHash(hashSecret(parts.secret), one.secretHash)).toBe(true);
    expect(isSameHash(other.secretHash, one.secretHash)).toBe(false);
  });

  it('ends in the CRC-32 of what is before it, in base 62', () => {
    const { token } = mintToken(newTokenId());
    const digits =
      '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
    const sum = [...token.slice(60)].reduce(
      (value, digit) => value * 62 + digits.indexOf(digit),
      0,
    );
    expect(sum).toBe(crc32(token.slice(0, 60)));
  });

  it('takes no token in which a character is wrong, missing, too many or swapped', () => {
    const { token } = mintToken(newTokenId());
    const wrong = new Set([
      '',
      'bkal_',
      `${token} `,
      `${token}\n`,
      `x${token}`,
      `${token}0`,
    ]);
    for (let place = 0; place < token.length; place++) {
      const [before, character, after] = [
        token.slice(0, place),
        token[place],
        token.slice(place + 1),
      ];
      wrong.add(`${before}${character === 'a' ? 'b' : 'a'}${after}`);
      wrong.add(`${before}${after}`);
      wrong.add(`${before}${after.slice(0, 1)}${character}${after.slice(1)}`);
    }
    // Where two neighbors are the same, swapping them changes nothing.
    wrong.delete(token);
    expect(wrong.size).toBeGreaterThan(150);
    expect([...wrong].filter(text => readToken(text))).toEqual([]);
  });

  it('is taken out of what is recorded, whole or cut, while its beginning may stay', () => {
    const tokenId = newTokenId();
    const { token } = mintToken(tokenId);
    expect(redactText(`curl -H "Authorization: Bearer ${token}"`)).not.toMatch(
      /bkal_/,
    );
    expect(redactText(`Wrong key ${token}, sorry`)).toBe(
      'Wrong key [redacted], sorry',
    );
    expect(redactText(token.slice(0, 30))).toBe('[redacted]');
    expect(redactText(tokenBeginning(tokenId))).toBe(tokenBeginning(tokenId));
  });
});

/** By its definition, a bit at a time. */
function crc32(text: string): number {
  let rest = 0xffffffff;
  for (const byte of Buffer.from(text)) {
    rest ^= byte;
    for (let bit = 0; bit < 8; bit++) {
      rest = rest & 1 ? (rest >>> 1) ^ 0xedb88320 : rest >>> 1;
    }
  }
  return (rest ^ 0xffffffff) >>> 0;
}
