// SPDX-License-Identifier: Apache-2.0
import type { Request } from 'express';
import { CONTENT_TYPES } from '../../ingestion/reading/parseBatch';
import { UnsupportedMediaTypeError } from './UnsupportedMediaTypeError';

/** The media type of a body with events, which says how they are written in it. */
export function readContentType(request: Request): string {
  const given = request.header('content-type') ?? '';
  const [type, ...parameters] = given.toLowerCase().split(';');
  if (!Object.hasOwn(CONTENT_TYPES, type.trim())) {
    throw new UnsupportedMediaTypeError(
      `Content-Type must be one of ${Object.keys(CONTENT_TYPES).join(
        ', ',
      )}, got '${given.slice(0, 100)}'`,
    );
  }
  const charset = parameters.find(part => part.trim().startsWith('charset='));
  if (charset && !/charset="?utf-8"?\s*$/.test(charset)) {
    throw new UnsupportedMediaTypeError('The charset of JSON is UTF-8');
  }
  if (request.header('ce-specversion') !== undefined) {
    throw new UnsupportedMediaTypeError(
      'CloudEvents in binary mode, with their attributes in headers, are not taken; send them in structured or batched mode, as application/cloudevents+json or application/cloudevents-batch+json',
    );
  }
  return type.trim();
}
