// SPDX-License-Identifier: Apache-2.0

/**
 * The time in a UUIDv7 (RFC 9562, section 5.7: the first 48 bits), in epoch milliseconds. For an event it is recordedAt.
 *
 * @public
 */
export function timeOfUuid(uuid: string): number {
  return Number.parseInt(uuid.slice(0, 8) + uuid.slice(9, 13), 16);
}
