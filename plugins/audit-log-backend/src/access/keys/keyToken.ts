// SPDX-License-Identifier: Apache-2.0
import { createHash, randomInt, timingSafeEqual } from 'node:crypto';
import { crc32 } from 'node:zlib';

/**
 * A token of an ingestion key: a prefix that secret scanners know it by, an id by which the key is found and which is no
 * secret, 256 random bits and more, and a checksum of all that, so that a slip in copying is told from a wrong key.
 */
export const TOKEN_PREFIX = 'bkal_';

const DIGITS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const ID_LENGTH = 12;
/** 62 ** 43 is more than 2 ** 256. */
const SECRET_LENGTH = 43;
/** 62 ** 6 is more than 2 ** 32. */
const CHECKSUM_LENGTH = 6;
const SHAPE = new RegExp(
  `^(${TOKEN_PREFIX}([0-9A-Za-z]{${ID_LENGTH}})([0-9A-Za-z]{${SECRET_LENGTH}}))([0-9A-Za-z]{${CHECKSUM_LENGTH}})$`,
);

/** What a token says. */
export interface TokenParts {
  readonly tokenId: string;
  readonly secret: string;
}

/** Of a key, for as long as it lives. */
export function newTokenId(): string {
  return randomDigits(ID_LENGTH);
}

/** A new token of a key, and what is kept of it. */
export function mintToken(tokenId: string): {
  readonly token: string;
  readonly secretHash: string;
} {
  const secret = randomDigits(SECRET_LENGTH);
  const checked = `${tokenBeginning(tokenId)}${secret}`;
  return {
    token: `${checked}${checksum(checked)}`,
    secretHash: hashSecret(secret),
  };
}

/** Undefined for what is no token, or none that was copied right. */
export function readToken(token: string): TokenParts | undefined {
  const [, checked, tokenId, secret, sum] = SHAPE.exec(token) ?? [];
  if (checked === undefined || checksum(checked) !== sum) {
    return undefined;
  }
  return { tokenId, secret };
}

/** Of the tokens of a key; it tells which key it is and nothing else. */
export function tokenBeginning(tokenId: string): string {
  return `${TOKEN_PREFIX}${tokenId}`;
}

/** What is given of the id in a token or its beginning; undefined for what begins in another way. */
export function tokenIdIn(text: string): string | undefined {
  return text.startsWith(TOKEN_PREFIX)
    ? text.slice(TOKEN_PREFIX.length, TOKEN_PREFIX.length + ID_LENGTH)
    : undefined;
}

/** SHA-256, hexadecimal. What is random throughout needs no slow hash. */
export function hashSecret(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}

/** Takes as long whichever of their digits differ. Both MUST be of `hashSecret`. */
export function isSameHash(one: string, other: string): boolean {
  return timingSafeEqual(Buffer.from(one, 'hex'), Buffer.from(other, 'hex'));
}

function randomDigits(length: number): string {
  return Array.from({ length }, () => DIGITS[randomInt(DIGITS.length)]).join(
    '',
  );
}

function checksum(text: string): string {
  let rest = crc32(text);
  let digits = '';
  for (let place = 0; place < CHECKSUM_LENGTH; place++) {
    digits = DIGITS[rest % DIGITS.length] + digits;
    rest = Math.floor(rest / DIGITS.length);
  }
  return digits;
}
