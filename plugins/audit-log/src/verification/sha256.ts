// SPDX-License-Identifier: Apache-2.0
import { concat, type Bytes } from './bytes';

/** Whether this page may compute at all: browsers keep WebCrypto from pages that came over plain HTTP. */
export function canHash(): boolean {
  return globalThis.crypto?.subtle !== undefined;
}

/** SHA-256 of some bytes, one after the other. */
export async function sha256(...parts: readonly Uint8Array[]): Promise<Bytes> {
  const hash = await crypto.subtle.digest('SHA-256', concat(...parts));
  return new Uint8Array(hash);
}
