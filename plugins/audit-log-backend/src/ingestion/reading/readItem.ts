// SPDX-License-Identifier: Apache-2.0
import { mayUseSource } from '../../access/keys/keyScope';
import type { ReceivedId } from '../claims/receivedKey';
import type { Emitter } from '../Emitter';
import { fromCloudEvent } from './cloudEvent';
import type { DraftEvent } from './DraftEvent';
import { eventFromKey } from './eventFromKey';
import { eventFromPlugin } from './eventFromPlugin';
import { readReportedByKey } from './reportedByKey';
import { readReportedByPlugin } from './reportedByPlugin';
import { type Reading, rejected } from './Rejection';

/** How events are written in a request. */
export type EventFormat = 'own' | 'cloudevents';

/** What was reported as one event. */
export interface ReadItem {
  /** As it was sent. */
  readonly content: unknown;
  /** What it is called, as it was sent. */
  readonly sourceId?: string;
  readonly source?: string;
  readonly type?: string;
  /** By which it is known again. Absent while it is not known to be the emitter's own to name. */
  readonly received?: ReceivedId;
  readonly draft: Reading<DraftEvent>;
}

/** Reads what an emitter reports as one event, whatever it is. */
export function readItem(
  content: unknown,
  format: EventFormat,
  emitter: Emitter,
  now: number,
): ReadItem {
  const names = namesOf(content);
  const input: Reading<unknown> =
    format === 'cloudevents'
      ? fromCloudEvent(content)
      : { ok: true, value: content };
  const origin = originOf(names.source, emitter);
  const received =
    origin !== undefined && names.sourceId !== undefined
      ? { origin, id: names.sourceId }
      : undefined;
  return {
    content,
    ...names,
    received,
    draft: input.ok ? draftOf(input.value, names.source, emitter, now) : input,
  };
}

/** Sources of keys are never those of plugins. */
function originOf(
  source: string | undefined,
  emitter: Emitter,
): string | undefined {
  if (emitter.kind === 'plugin') {
    return `plugin:${emitter.pluginId}`;
  }
  return source !== undefined && mayUseSource(emitter.key, source)
    ? `external:${source}`
    : undefined;
}

function draftOf(
  input: unknown,
  source: string | undefined,
  emitter: Emitter,
  now: number,
): Reading<DraftEvent> {
  if (emitter.kind === 'plugin') {
    const reported = readReportedByPlugin(input);
    return reported.ok
      ? eventFromPlugin(reported.value, emitter.pluginId, now)
      : reported;
  }
  // Before all else: what a key may not speak of, it is told nothing about.
  if (source !== undefined && !mayUseSource(emitter.key, source)) {
    return rejected(
      'source',
      `source: the key may not report events of ${source.slice(
        0,
        200,
      )}; add it to the sources of the key`,
    );
  }
  const reported = readReportedByKey(input);
  return reported.ok
    ? eventFromKey(reported.value, emitter.key, now)
    : reported;
}

function namesOf(
  content: unknown,
): Pick<ReadItem, 'sourceId' | 'source' | 'type'> {
  if (typeof content !== 'object' || content === null) {
    return {};
  }
  const { id, source, type, action } = content as Record<string, unknown>;
  const textOf = (value: unknown) =>
    typeof value === 'string' && value !== '' ? value : undefined;
  return {
    sourceId: textOf(id),
    source: textOf(source),
    type: textOf(type) ?? textOf(action),
  };
}
