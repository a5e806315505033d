// SPDX-License-Identifier: Apache-2.0
import type { components } from './generated/openapi';

type Schemas = components['schemas'];

/** One operation by one actor, with its outcome; see `openapi.yaml` for every field. @public */
export type AuditEvent = Schemas['AuditEvent'];
/** @public */
export type Actor = Schemas['Actor'];
/** @public */
export type ActorType = Schemas['ActorType'];
/** Something that an operation was done to, or a project that it belongs to. @public */
export type Target = Schemas['Target'];
/** What an operation changed in one field of its target. @public */
export type FieldChange = Schemas['FieldChange'];
/** @public */
export type Severity = Schemas['Severity'];
/** @public */
export type Outcome = Schemas['Outcome'];
/** @public */
export type EventPage = Schemas['EventPage'];
/**
 * An event, and whether it is in the archive.
 *
 * @public
 */
export type FoundEvent = Schemas['FoundEvent'];
/** @public */
export type EventSummary = Schemas['EventSummary'];
/** @public */
export type EventType = Schemas['EventType'];
/** What a plugin tells of its events. @public */
export type EventTypeDeclaration = Schemas['EventTypeDeclaration'];
/** Which actions are declared, and which were seen. @public */
export type Coverage = Schemas['Coverage'];
/** @public */
export type CoveredAction = Schemas['CoveredAction'];
/** @public */
export type FacetName = Schemas['FacetName'];

/** An event on its way to the ledger, which has yet to give it its place in the order. @public */
export type NewAuditEvent = Omit<AuditEvent, 'sequence' | 'erased'>;

/** From the least to the most severe, as Backstage's auditor orders them. @public */
export const SEVERITIES: readonly Severity[] = [
  'low',
  'medium',
  'high',
  'critical',
];
/** @public */
export const OUTCOMES: readonly Outcome[] = [
  'succeeded',
  'failed',
  'denied',
  'unfinished',
];
/** @public */
export const ACTOR_TYPES: readonly ActorType[] = [
  'user',
  'service',
  'anonymous',
  'system',
];

/**
 * Marks of events that are not as the registry has them: of an action that nobody declared, and with a `meta` that is
 * not as it was declared.
 *
 * @public
 */
export const REGISTRY_LABELS = {
  undeclared: 'undeclared',
  unexpectedMeta: 'unexpected-meta',
} as const;
