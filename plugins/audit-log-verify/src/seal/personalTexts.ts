// SPDX-License-Identifier: Apache-2.0

const USER_REFERENCE = /^user:[^/\s]+(\/[^/\s]+)?$/i;
const ADDRESS = /^[^\s@/:<>]+@[^\s@/:<>]+\.[^\s@/:<>.]+$/;
/** Longer texts are no reference of a user, and no address (RFC 5321: 64 + 1 + 255). */
const LONGEST = 320;

/** Whether a reference is one of a user, `user:…` in whatever case. */
export function isUserRef(ref: string): boolean {
  return (
    ref.length > 5 &&
    ref.charCodeAt(4) === 58 &&
    ref.slice(0, 4).toLowerCase() === 'user'
  );
}

/** Whether a text as a whole is the reference of a user or an e-mail address. */
export function isPersonalText(text: string): boolean {
  if (text.length > LONGEST) {
    return false;
  }
  return isUserRef(text)
    ? USER_REFERENCE.test(text)
    : text.includes('@') && ADDRESS.test(text);
}
