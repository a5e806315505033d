// SPDX-License-Identifier: Apache-2.0
import { readDetails } from './reportedByKey';
import { accepted, type Reading, rejected } from './Rejection';

/** Attributes that have a field of their own in an event. The others are kept in its meta. */
const OWN_FIELDS = [
  'specversion',
  'id',
  'source',
  'type',
  'time',
  'data',
  'data_base64',
  'authtype',
  'authid',
  'traceparent',
  'severity',
  'outcome',
  'project',
  'operationid',
];

/** Of the Auth Context extension. It lets others be added to these: whoever that is, it is no person. */
const ACTOR_TYPES: Readonly<Record<string, string>> = {
  app_user: 'user',
  user: 'user',
  system: 'system',
  unauthenticated: 'anonymous',
};

/** W3C Trace Context, section 3.2: version, trace id, parent id, flags. */
const TRACE_PARENT = /^[0-9a-f]{2}-([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}/;

/**
 * A CloudEvent 1.0 (in its JSON format) as what would have been reported of it as an event of ours; whether that is
 * right, reading it as such says.
 */
export function fromCloudEvent(input: unknown): Reading<object> {
  if (typeof input !== 'object' || input === null || Array.isArray(input)) {
    return rejected('invalid', 'The event: must be an object');
  }
  const event = input as Readonly<Record<string, unknown>>;
  if (event.specversion !== '1.0') {
    return rejected('invalid', 'specversion: must be "1.0"');
  }
  if (event.type === undefined) {
    return rejected('invalid', 'type: is missing');
  }
  const { data, data_base64: binary } = event;
  const details = readDetails(data);
  const attributes = Object.entries(event).filter(
    ([attribute]) => !OWN_FIELDS.includes(attribute),
  );
  return accepted({
    ...given({
      operationId: event.operationid,
      severity: event.severity,
      outcome: event.outcome,
      actor: actorOf(event),
      targets: targetsOf(event),
      projects: event.project === undefined ? undefined : [event.project],
      request: requestOf(event),
    }),
    ...details,
    id: event.id,
    source: event.source,
    type: event.type,
    action: event.type,
    ...given({ occurredAt: event.time }),
    meta: {
      ...details?.meta,
      ...given({ data: details ? undefined : data, dataBase64: binary }),
      ...(attributes.length > 0 && {
        cloudEvent: Object.fromEntries(attributes),
      }),
    },
  });
}

function actorOf({
  authtype,
  authid,
}: Readonly<Record<string, unknown>>): object | undefined {
  if (authtype === undefined && authid === undefined) {
    return undefined;
  }
  const type = ACTOR_TYPES[String(authtype)] ?? 'service';
  return { type, ...given({ ref: authid }) };
}

/** References have a type; a subject without one gets `subject`. */
function targetsOf({
  subject,
}: Readonly<Record<string, unknown>>): readonly unknown[] | undefined {
  if (typeof subject !== 'string') {
    return subject === undefined ? undefined : [subject];
  }
  return [/^[\w-]+:./.test(subject) ? subject : `subject:${subject}`];
}

function requestOf({
  traceparent,
}: Readonly<Record<string, unknown>>): object | undefined {
  const [, traceId] = TRACE_PARENT.exec(String(traceparent)) ?? [];
  return traceId === undefined ? undefined : { traceId };
}

/** The fields that are there at all. */
function given(fields: Readonly<Record<string, unknown>>): object {
  return Object.fromEntries(
    Object.entries(fields).filter(([, value]) => value !== undefined),
  );
}
