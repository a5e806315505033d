// SPDX-License-Identifier: Apache-2.0
import type { AuditEvent } from 'backstage-plugin-audit-log-common';
import {
  MAX_META_LENGTH,
  searchedTexts,
  searchText,
} from '../../database/searchText';
import { PlainWords } from './PlainWords';

/** Shorter texts are taken as a whole: neither what is known of an event nor what its plugin reported has to be cut. */
const NEVER_CUT = MAX_META_LENGTH;

const plainWords = new PlainWords();

/** Whether this is the text of the words that an event is found by. */
export function isSearchText(stored: string, event: AuditEvent): boolean {
  return hasPlainWords(stored, event) || stored === searchText(event);
}

/** The same for an ordinary event, in half the time. False says nothing. */
function hasPlainWords(stored: string, event: AuditEvent): boolean {
  const { about, reported } = searchedTexts(event);
  plainWords.begin(stored);
  return takeAll(about) && takeAll(reported) && plainWords.isAtEnd;
}

function takeAll(texts: readonly (string | undefined)[]): boolean {
  let length = 0;
  for (const text of texts) {
    if (text !== undefined) {
      length += text.length + 1;
      if (length > NEVER_CUT || !plainWords.take(text)) {
        return false;
      }
    }
  }
  return true;
}
