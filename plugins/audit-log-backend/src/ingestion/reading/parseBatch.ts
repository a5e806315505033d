// SPDX-License-Identifier: Apache-2.0
import { InputError } from '@backstage/errors';
import { ContentTooLargeError } from '../ContentTooLargeError';
import type { EventFormat } from './readItem';

const MOST_EVENTS = 1_000;

/** The content types of events, and how events are written in them. */
export const CONTENT_TYPES: Readonly<Record<string, EventFormat>> = {
  'application/json': 'own',
  'application/cloudevents+json': 'cloudevents',
  'application/cloudevents-batch+json': 'cloudevents',
};

/**
 * The events in a body, whatever each of them is. Throws an InputError when it is no JSON, and then nothing of it is kept.
 * Of a field that is given twice the last one counts; JSON.parse takes any depth.
 */
export function parseBatch(
  body: Uint8Array,
  contentType: string,
): readonly unknown[] {
  const parsed = parse(body);
  const items = itemsOf(parsed, contentType);
  if (items.length > MOST_EVENTS) {
    throw new ContentTooLargeError(
      `A request holds ${items.length.toLocaleString(
        'en-US',
      )} events; send at most ${MOST_EVENTS.toLocaleString(
        'en-US',
      )} in one, and the others in further ones`,
    );
  }
  return items;
}

function parse(body: Uint8Array): unknown {
  let text;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(body);
  } catch (error: unknown) {
    throw new InputError('The body must be UTF-8', error);
  }
  try {
    return JSON.parse(text);
  } catch (error: unknown) {
    // Not its message, which quotes the body.
    throw new InputError(
      'The body must be JSON, and is not or was cut off; nothing of it was kept',
    );
  }
}

function itemsOf(parsed: unknown, contentType: string): readonly unknown[] {
  if (contentType === 'application/cloudevents+json') {
    return [parsed];
  }
  if (Array.isArray(parsed)) {
    return parsed;
  }
  if (contentType === 'application/cloudevents-batch+json') {
    throw new InputError('The body must be a JSON array of CloudEvents');
  }
  if (typeof parsed !== 'object' || parsed === null) {
    throw new InputError(
      'The body must be an array of events, an object with one as events, or one event',
    );
  }
  const { events } = parsed as { readonly events?: unknown };
  return Array.isArray(events) ? events : [parsed];
}
