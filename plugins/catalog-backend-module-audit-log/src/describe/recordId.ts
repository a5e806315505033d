// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto';

/**
 * The id of one of the records of a change: a UUIDv7 (RFC 9562, section 5.7) with the time of the change's own id, whose
 * other bits follow from that id and from what the record is of. So a change that is recorded again has the same ids,
 * even if it is put into other words by then.
 */
export function recordId(changeId: string, of: string): string {
  const bits = createHash('sha256').update(`${changeId}/${of}`).digest();
  const time = Buffer.from(changeId.replace(/-/g, '').slice(0, 12), 'hex');
  const id = Buffer.concat([time, bits.subarray(0, 10)]);
  id[6] = 0x70 | (id[6] & 0x0f);
  id[8] = 0x80 | (id[8] & 0x3f);
  const hex = id.toString('hex');
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    hex.slice(12, 16),
    hex.slice(16, 20),
    hex.slice(20),
  ].join('-');
}
