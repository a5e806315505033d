// SPDX-License-Identifier: Apache-2.0
import type { KeyPrincipal } from '../access/keys/IngestionKeys';

/** Who reports events: a plugin of the portal, or whoever has an ingestion key. */
export type Emitter =
  | { readonly kind: 'plugin'; readonly pluginId: string }
  | { readonly kind: 'key'; readonly key: KeyPrincipal };

/** `plugin:` and the id of the plugin, or `key:` and the id of the key. */
export function emitterRef(emitter: Emitter): string {
  return emitter.kind === 'plugin'
    ? `plugin:${emitter.pluginId}`
    : `key:${emitter.key.id}`;
}
