// SPDX-License-Identifier: Apache-2.0
import { CustomErrorBase } from '@backstage/errors';

/** A body is of a type, or coded in a way, that is not taken (RFC 9110, section 15.5.16). */
export class UnsupportedMediaTypeError extends CustomErrorBase {
  override name = 'UnsupportedMediaTypeError' as const;

  /** What Backstage's error middleware goes by. Not an own field, so no part of the answer. */
  get statusCode(): number {
    return 415;
  }
}
