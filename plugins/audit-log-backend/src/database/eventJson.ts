// SPDX-License-Identifier: Apache-2.0
import {
  ACTOR_TYPES,
  OUTCOMES,
  SEVERITIES,
} from 'backstage-plugin-audit-log-common';
import type { Dialect } from './dialect';
import { eventFromRow, type ReadEventRow } from './eventFromRow';
import { isoTime } from './isoTime';
import { splitDetails } from './splitDetails';

/** What JSON.stringify does not write as it is. */
// eslint-disable-next-line no-control-regex -- these are what is looked for
const ESCAPED = /["\\\u0000-\u001f\ud800-\udfff]/;

/**
 * The event of a row as JSON: the text that `JSON.stringify(eventFromRow(row, dialect))` is. The details are JSON already and hold
 * most of it, in the same order, so that their text goes on as it is, and no object is made of them only to be written again. Of
 * details that are not as they are usually written, such as those of which something was erased, an object is made all the same.
 */
export function eventJson(
  row: ReadEventRow,
  dialect: Pick<Dialect, 'readTime'>,
): string {
  const details = splitDetails(row.details);
  if (!details) {
    return JSON.stringify(eventFromRow(row, dialect));
  }
  const { first_sequence: first } = row;
  const sequence =
    first === undefined || first === null
      ? ''
      : `,"sequence":${Number(first) + row.position}`;
  const duration =
    row.duration_ms === null ? '' : `,"durationMs":${Number(row.duration_ms)}`;
  const ref = row.actor === null ? '' : `,"ref":${quoted(row.actor)}`;
  const via = row.via === null ? '' : `,"via":${quoted(row.via)}`;
  const title = details.actorTitle ? `,"title":${details.actorTitle}` : '';
  return (
    `{"id":${quoted(row.id)}${sequence},"operationId":${quoted(
      row.operation_id,
    )}` +
    `,"occurredAt":"${isoTime(dialect.readTime(row.occurred_at))}"` +
    `,"recordedAt":"${isoTime(dialect.readTime(row.recorded_at))}"${duration}` +
    `,"plugin":${quoted(row.plugin)},"event":${quoted(row.event)}` +
    `,"action":${quoted(row.action)},"category":${quoted(row.category)}` +
    `,"severity":${nameIn(SEVERITIES, row.severity)}` +
    `,"outcome":${nameIn(OUTCOMES, row.outcome)}` +
    `,"actor":{"type":${nameIn(
      ACTOR_TYPES,
      row.actor_type,
    )}${ref}${title}${via}}` +
    `,"targets":${details.targets ?? '[]'}` +
    `,"projects":${details.projects ?? '[]'}${details.beforeMeta}` +
    `,"meta":${details.meta ?? '{}'}${details.afterMeta}}`
  );
}

function quoted(text: string): string {
  return ESCAPED.test(text) ? JSON.stringify(text) : `"${text}"`;
}

function nameIn(names: readonly string[], index: number): string {
  return `"${names[index]}"`;
}
