// SPDX-License-Identifier: Apache-2.0

export const REDACTED = '[redacted]';

/**
 * Secrets by their shape. What a pattern keeps of its match is in its replacement. Every repetition that could meet
 * itself again is bounded, so that no text takes more than linear time.
 */
const SHAPES: readonly (readonly [RegExp, string])[] = [
  // PEM. Without its end, too: the text may have been cut.
  [
    /-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z0-9 ]{0,40}PRIVATE KEY-----|$)/g,
    REDACTED,
  ],
  // JSON Web Tokens: base64url of {"… twice; a signature or none.
  [/\beyJ[\w-]{8,}\.[\w-]{8,}(?:\.[\w-]*)?/g, REDACTED],
  // Our own ingestion keys. What is cut is of no use, but not for others to know either.
  [/\bbkal_[A-Za-z0-9]{13,}/g, REDACTED],
  // GitHub, GitLab, Slack, AWS, Google, npm, Stripe and OpenAI, by the prefixes that these give their tokens.
  [/\b(?:gh[pousr]_[A-Za-z0-9]{20,}|github_pat_\w{20,})/g, REDACTED],
  [/\bgl(?:pat|oas|dt|rt|cbt|ptt|ft|imt|agent|soat)-[\w-]{16,}/g, REDACTED],
  [/\bx(?:ox[abeoprs]|app)-[\w-]{10,}/g, REDACTED],
  [/(https:\/\/hooks\.slack\.com\/)[\w/-]+/g, `$1${REDACTED}`],
  [/\b(?:AKIA|ASIA)[A-Z0-9]{16}\b/g, REDACTED],
  [/\bAIza[\w-]{35}/g, REDACTED],
  [/\bnpm_[A-Za-z0-9]{36}/g, REDACTED],
  [/\b[sr]k_(?:live|test)_\w{16,}/g, REDACTED],
  [/\bsk-[\w-]{20,}/g, REDACTED],
  // https://user:password@host
  [/\b([a-z][a-z0-9+.-]{0,20}:\/\/)[^\s/?#@]{1,500}@/gi, `$1${REDACTED}@`],
  // Authorization: Bearer …
  [/\b(bearer|basic) +[\w+/=.~-]{12,}/gi, `$1 ${REDACTED}`],
  // password=…, "token":"…"
  [
    /((?:password|passwd|secret|token|api[_-]?key|access[_-]?key)["']?\s{0,5}(?:=|:(?=\s{0,5}["']))\s{0,5}["']?)[^\s"'&,;]{3,}/gi,
    `$1${REDACTED}`,
  ],
];

/**
 * Is in every text that one of the shapes is in, and in few others: to look for it takes a tenth of the time. In the order of the
 * shapes, several of which come down to a long run after an underscore, or to an address.
 */
const HINT =
  /-----BEGIN|eyJ|_\w{13}|gl[a-z]{2,5}-|x(?:ox[a-z]|app)-|A(?:KIA|SIA|Iza)|sk-|:\/\/|[cr] +[\w+/=.~-]{12}|=|:\s{0,5}["']/i;

/**
 * The text without the secrets in it; the same text when there are none.
 *
 * @public
 */
export function redactText(text: string): string {
  if (!HINT.test(text)) {
    return text;
  }
  return SHAPES.reduce(
    (redacted, [shape, replacement]) => redacted.replace(shape, replacement),
    text,
  );
}
