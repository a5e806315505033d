// SPDX-License-Identifier: Apache-2.0

/**
 * What can be signed besides checkpoints. It is part of what is signed, so that nothing can be passed off as something else.
 *
 * @public
 */
export type DocumentKind = 'archive-manifest' | 'removal-statement';

/**
 * A JSON object with a signature of its own: a C2SP signed note, whose text is three lines: the origin of the ledger,
 * `audit-log <kind> v1`, and base64(SHA-256(canonical JSON of the object without `signature`)). The second line is what no
 * checkpoint has, where the size is.
 *
 * @public
 */
export type SignedDocument<T extends object = object> = T & {
  readonly signature: string;
};

export function documentBody(
  origin: string,
  kind: DocumentKind,
  digest: string,
): string {
  return `${origin}\naudit-log ${kind} v1\n${digest}\n`;
}
