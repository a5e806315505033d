// SPDX-License-Identifier: Apache-2.0
import type { Request, Response } from 'express';
import { TooManyRequestsError } from '../../access/invitations/TooManyRequestsError';
import { type Emitter, emitterRef } from '../../ingestion/Emitter';
import { CONTENT_TYPES, parseBatch } from '../../ingestion/reading/parseBatch';
import { type ReadItem, readItem } from '../../ingestion/reading/readItem';
import { emitterOf } from './emitterOf';
import type { IngestionContext } from './IngestionContext';
import { mostBytesOf, readBody } from './readBody';
import { readContentType } from './readContentType';

/** `POST /events` */
export async function reportEvents(
  context: IngestionContext,
  request: Request,
  response: Response,
): Promise<void> {
  const emitter = await emitterOf(request, context);
  countRequest(emitter, context, request);
  const contentType = readContentType(request);
  // Before anything of the body is in memory.
  const leave = context.admission.enter(
    emitterRef(emitter),
    mostBytesOf(request),
  );
  let items;
  try {
    const body = await readBody(request, response);
    // A body can take its time, and a key be revoked meanwhile.
    await emitterOf(request, context);
    const now = Date.now();
    items = parseBatch(body, contentType).map(item =>
      readItem(item, CONTENT_TYPES[contentType], emitter, now),
    );
  } catch (error: unknown) {
    leave();
    throw error;
  }
  noteRefusals(items, emitter, context, request);
  const results = await context.ingestion.receive(items, emitter, leave);
  response.json({ items: results });
}

function countRequest(
  emitter: Emitter,
  { ingestionKeys }: IngestionContext,
  request: Request,
): void {
  if (emitter.kind !== 'key') {
    return;
  }
  const { key } = emitter;
  const retryAfterSeconds = ingestionKeys.rate.take(key);
  if (retryAfterSeconds !== undefined) {
    ingestionKeys.refuse({ reason: 'rate', request, key });
    throw new TooManyRequestsError(
      `The ingestion key may send ${key.requestsPerMinute} requests a minute; send the same request again in ${retryAfterSeconds} seconds, and more events in one`,
      retryAfterSeconds,
    );
  }
}

/** That a key named what it may not is on record, beside what it sent, which is in quarantine. */
function noteRefusals(
  items: readonly ReadItem[],
  emitter: Emitter,
  { ingestionKeys }: IngestionContext,
  request: Request,
): void {
  if (emitter.kind !== 'key') {
    return;
  }
  for (const { draft, source } of items) {
    if (draft.ok) {
      continue;
    }
    const { reason, project } = draft.rejection;
    if (reason === 'source' || reason === 'project') {
      const { key } = emitter;
      ingestionKeys.refuse({ reason, request, key, source, project });
    }
  }
}
