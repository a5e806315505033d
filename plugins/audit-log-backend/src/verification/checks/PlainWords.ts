// SPDX-License-Identifier: Apache-2.0

/** As many as there could be in a text of words, and more: a place is found at once. */
const SLOTS = 4096;
const LAST_TURN = 2 ** 31 - 1;
/** `searchWords` cuts longer ones. */
const LONGEST_WORD = 64;

/**
 * Compares a text of words, each once and with a space between, with the texts that it was made of, as `searchWords` cuts these into
 * words. Only of plain texts, of ASCII and with short words. It makes no texts of its own, which is what cutting takes its time for.
 */
export class PlainWords {
  /** By hash of a word, where it is among the words; of the turn that is stamped. */
  readonly #starts = new Int32Array(SLOTS);
  readonly #lengths = new Int32Array(SLOTS);
  readonly #stamps = new Int32Array(SLOTS);
  #turn = 0;
  #words = '';
  /** Behind the last word that was taken. */
  #end = 0;

  /** Begins with another text of words, of at most 4,096 characters. */
  begin(words: string): void {
    this.#words = words.length <= SLOTS ? words : '';
    this.#end = 0;
    this.#turn += 1;
    if (this.#turn > LAST_TURN) {
      this.#stamps.fill(0);
      this.#turn = 1;
    }
  }

  /** Whether all words were taken. */
  get isAtEnd(): boolean {
    return this.#end === this.#words.length;
  }

  /** Whether the words of a text are the next ones, or ones that were taken already. False also when it is no plain text. */
  take(text: string): boolean {
    let at = 0;
    while (at < text.length) {
      const start = at;
      let hash = 0;
      let code = foldedAt(text, at);
      while (isOfWord(code)) {
        hash = (Math.imul(hash, 31) + code) | 0;
        at += 1;
        code = at < text.length ? foldedAt(text, at) : 0;
      }
      if (code >= 128) {
        return false;
      }
      if (at > start && !this.#takeWord(text, start, at - start, hash)) {
        return false;
      }
      at += 1;
    }
    return true;
  }

  #takeWord(
    text: string,
    start: number,
    length: number,
    hash: number,
  ): boolean {
    let slot = (hash ^ (hash >>> 12)) & (SLOTS - 1);
    while (this.#stamps[slot] === this.#turn) {
      if (
        this.#lengths[slot] === length &&
        this.#isAt(this.#starts[slot], text, start, length)
      ) {
        return true;
      }
      slot = (slot + 1) & (SLOTS - 1);
    }
    if (length > LONGEST_WORD) {
      return false;
    }
    let next = this.#end;
    if (next > 0) {
      if (this.#words.charCodeAt(next) !== 32) {
        return false;
      }
      next += 1;
    }
    if (!this.#isAt(next, text, start, length)) {
      return false;
    }
    this.#starts[slot] = next;
    this.#lengths[slot] = length;
    this.#stamps[slot] = this.#turn;
    this.#end = next + length;
    return true;
  }

  /** Whether a word of a text is at a place among the words. */
  #isAt(place: number, text: string, start: number, length: number): boolean {
    for (let offset = 0; offset < length; offset++) {
      if (
        this.#words.charCodeAt(place + offset) !==
        foldedAt(text, start + offset)
      ) {
        return false;
      }
    }
    return true;
  }
}

/** The character at a place, in lower case if it is of ASCII. */
function foldedAt(text: string, at: number): number {
  const code = text.charCodeAt(at);
  return code >= 65 && code <= 90 ? code + 32 : code;
}

function isOfWord(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 48 && code <= 57);
}
