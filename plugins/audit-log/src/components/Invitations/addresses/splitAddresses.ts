// SPDX-License-Identifier: Apache-2.0
import { addressProblem } from './addressProblem';

/** A quoted name, an address in angle brackets (the last may lack its end), something between addresses, or a word. */
const TOKEN =
  /(?<quoted>"[^"\n]*")|<(?<angle>[^<>\n]*)>|<(?<open>[^<>,;\n]*)|(?<separator>[,;，；、\n\r])|(?<word>[^\s,;，；、<>]+)/gu;

/** Characters that cannot be seen and come along when text is copied; some turn around how the rest is read. */
const INVISIBLE = /[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/gu;

const NAME = /^[\p{L}\p{M}'’ -]+$/u;

/**
 * The pieces of a text that people typed or pasted: addresses, without the names that stand beside them, and whatever
 * else is there, for them to put right. A name before a comma (`Doe, Jane <jane@x.org>`) counts as part of the name
 * behind it.
 */
export function splitAddresses(text: string): string[] {
  const pieces: string[] = [];
  let nameBeforeComma = '';
  let words: string[] = [];

  const forget = () => {
    nameBeforeComma = '';
    words = [];
  };
  const finish = () => {
    pieces.push(...[nameBeforeComma, words.join(' ')].filter(Boolean));
    forget();
  };

  for (const { 0: token, groups = {} } of text
    .replace(INVISIBLE, '')
    .matchAll(TOKEN)) {
    const bracketed = groups.angle ?? groups.open;
    if (bracketed?.includes('@')) {
      pieces.push(bare(bracketed));
      forget();
    } else if (groups.separator) {
      const name = words.join(' ');
      if (/[,，]/u.test(token) && !nameBeforeComma && NAME.test(name)) {
        nameBeforeComma = name;
        words = [];
      } else {
        finish();
      }
    } else if (groups.word?.includes('@')) {
      finish();
      pieces.push(bare(token));
    } else {
      words.push(token);
    }
  }
  finish();
  return pieces;
}

/** Of a text that somebody is still typing, the addresses that are finished, and the rest. */
export function takeFinishedAddresses(text: string): {
  readonly addresses: string[];
  readonly rest: string;
} {
  const isAtEnd = /[\s>]$/u.test(text);
  if (isAtEnd) {
    const addresses = splitAddresses(text);
    if (addresses.every(address => addressProblem(address) === undefined)) {
      return { addresses, rest: addresses.length ? '' : text };
    }
  }
  const end = endOfLastSeparator(text);
  return {
    addresses: splitAddresses(text.slice(0, end)),
    rest: text.slice(end),
  };
}

/** Where the last separator ends that is not part of a quoted name, even one that is not closed yet. */
function endOfLastSeparator(text: string): number {
  let end = 0;
  for (const { 0: token, groups = {}, index } of text.matchAll(TOKEN)) {
    if (groups.word?.startsWith('"')) {
      break;
    }
    if (groups.separator) {
      end = (index ?? 0) + token.length;
    }
  }
  return end;
}

function bare(address: string): string {
  return address
    .trim()
    .replace(/^'(.*)'$/u, '$1')
    .replace(/^mailto:/iu, '');
}
