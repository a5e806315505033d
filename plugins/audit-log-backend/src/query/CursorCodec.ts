// SPDX-License-Identifier: Apache-2.0
import { createHmac, timingSafeEqual } from 'node:crypto';
import { InputError } from '@backstage/errors';
import { z } from 'zod';
import type { PagePosition } from './AuditEventReader';

/** What a cursor is good for: this search, by this principal. */
export interface CursorBinding {
  readonly searchHash: string;
  /** Entity reference of a user or subject of a service. */
  readonly principal: string;
}

/** A place in a search, and the window that its first page had. */
export interface Cursor {
  readonly position: PagePosition;
  readonly from?: number;
  readonly to?: number;
}

const TAG_BYTES = 16;
const REFUSED =
  'cursor: must be a cursor of an earlier page of the same search, given to the same user, unchanged; leave it out to begin anew';

const time = z.number().int();
const payload = z.object({
  position: z.union([
    z.object({
      by: z.literal('time'),
      direction: z.enum(['next', 'previous']),
      time,
      id: z.string(),
    }),
    z.object({ by: z.literal('sequence'), sequence: z.number().int() }),
  ]),
  from: time.optional(),
  to: time.optional(),
});

/**
 * Writes cursors and takes them back. A cursor is base64url of an HMAC-SHA-256 tag, cut to 128 bits, and the JSON it
 * signs; search and principal are signed with it and not in it. It holds no condition: what its bearer may see is decided
 * anew for each page.
 */
export class CursorCodec {
  /** The key is shared by all processes that serve the same database. */
  static create(options: { readonly key: Buffer }): CursorCodec {
    return new CursorCodec(options.key);
  }

  private constructor(private readonly key: Buffer) {}

  encode(cursor: Cursor, binding: CursorBinding): string {
    const body = Buffer.from(JSON.stringify(cursor));
    return Buffer.concat([this.tag(body, binding), body]).toString('base64url');
  }

  /** Throws an InputError for a cursor that is not one of ours, or not for this search and principal. */
  decode(text: string, binding: CursorBinding): Cursor {
    const bytes = Buffer.from(text, 'base64url');
    const tag = bytes.subarray(0, TAG_BYTES);
    const body = bytes.subarray(TAG_BYTES);
    // Node skips what is not base64url, so that many texts would stand for the same bytes: only the one we wrote is good.
    if (
      bytes.toString('base64url') !== text ||
      tag.length !== TAG_BYTES ||
      !timingSafeEqual(tag, this.tag(body, binding))
    ) {
      throw new InputError(REFUSED);
    }
    return payload.parse(JSON.parse(body.toString()));
  }

  private tag(body: Buffer, binding: CursorBinding): Buffer {
    return createHmac('sha256', this.key)
      .update(JSON.stringify([binding.searchHash, binding.principal]))
      .update('\0')
      .update(body)
      .digest()
      .subarray(0, TAG_BYTES);
  }
}
