// SPDX-License-Identifier: Apache-2.0

/** As far back as a cut may move to fall between words. Secrets are words: one cut in two would no longer look like one. */
const LONGEST_WORD = 200;

/**
 * Cuts a text so that what is left, with a marker that says how long it was, fits into `length` characters.
 * Gives undefined when the text fits as it is.
 */
export function cutText(text: string, length: number): string | undefined {
  if (text.length <= length) {
    return undefined;
  }
  const marker = ` [truncated: ${text.length.toLocaleString(
    'en-US',
  )} characters]`;
  const room = Math.max(0, length - marker.length);
  const tail = text.slice(Math.max(0, room - LONGEST_WORD), room);
  const lastGap = tail.search(/[\s,;"'&][^\s,;"'&]*$/);
  let end = lastGap < 0 ? room : room - tail.length + lastGap;
  if (isHighSurrogate(text.charCodeAt(end - 1))) {
    end -= 1;
  }
  return text.slice(0, end) + marker;
}

function isHighSurrogate(unit: number): boolean {
  return unit >= 0xd800 && unit <= 0xdbff;
}
