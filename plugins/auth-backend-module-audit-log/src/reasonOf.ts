// SPDX-License-Identifier: Apache-2.0

/** Why something did not succeed, as an event may say it. */
export interface Reason {
  readonly name: string;
  readonly message: string;
}

const LONGEST = 500;
const HIDDEN = '[hidden]';

/** The query or fragment of an address. */
const QUERY = /(?<=\w)[?#][^\s'"]+/g;
const TOKEN_BY_NAME =
  /((?:token|code|state|secret|password|assertion|nonce)["']?\s*[=:]\s*["']?)[^\s"'&,;]+/gi;
/** Three parts of base64url, as JSON Web Tokens are. */
const WEB_TOKEN = /[\w-]{8,}\.[\w-]{4,}\.[\w-]*/g;
/** Long and with digits in it: no word of any language. */
const OPAQUE = /(?=[\w~+=-]*\d)[\w~+=-]{24,}/g;

/**
 * The reason of a failure without what it must not tell: the secrets of its request, and all that looks like one.
 */
export function reasonOf(
  error: { readonly name?: unknown; readonly message?: unknown },
  secrets: readonly string[],
): Reason {
  const name = String(error.name ?? '');
  const told = String(error.message ?? '');
  let message = told.slice(0, 4 * LONGEST);
  if (message.length < told.length) {
    // Half of a secret would not be known as one.
    message = message.replace(/\S+$/, '');
  }
  for (const secret of secrets) {
    message = message.replaceAll(secret, HIDDEN);
  }
  message = message
    .replace(QUERY, `?${HIDDEN}`)
    .replace(TOKEN_BY_NAME, `$1${HIDDEN}`)
    .replace(WEB_TOKEN, HIDDEN)
    .replace(OPAQUE, HIDDEN)
    .slice(0, LONGEST);
  return {
    name: /^[A-Za-z]{1,100}$/.test(name) ? name : 'Error',
    message: message || 'No reason was given',
  };
}
