// SPDX-License-Identifier: Apache-2.0

/** Whether the events of such a plugin come from outside the portal, where nothing is declared. */
export function isExternal(plugin: string): boolean {
  return plugin.startsWith('external:');
}
