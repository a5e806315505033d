// SPDX-License-Identifier: Apache-2.0

/** UUIDs may come as URNs and in capitals (RFC 9562, section 4). */
export function plainId(id: string): string {
  return id.toLowerCase().replace(/^urn:uuid:/, '');
}
