// SPDX-License-Identifier: Apache-2.0
import type { EventFormat } from './EventFormat';

/** Each event as the API gives it, as JSON on a line of its own. */
export const ndjsonFormat: EventFormat = {
  contentType: 'application/x-ndjson; charset=utf-8',
  extension: 'ndjson',
  head: '',
  isJsonLines: true,
  write: events => events.map(event => `${JSON.stringify(event)}\n`).join(''),
};
