// SPDX-License-Identifier: Apache-2.0

/**
 * Records the operations that Backstage plugins report to the core auditor.
 *
 * @packageDocumentation
 */
export {
  AccessDecider,
  type AccessDecision,
  type AccessPrincipal,
} from './access/AccessDecider';
export {
  accessControlServiceRef,
  type AccessControlService,
  type AccessSource,
} from './access/accessControlServiceRef';
export { accessPrincipalOf } from './access/accessPrincipalOf';
export type { AccessResolver } from './access/AccessResolver';
export { accessResolverServiceRef } from './access/accessResolverServiceRef';
export type { AccessSnapshot, SnapshotGrant } from './access/AccessSnapshot';
export { isGoverned } from './access/isGoverned';
export type { AuditEventSink } from './AuditEventSink';
export {
  auditEventSinkServiceRef,
  type AttachedAuditLog,
  type AuditEventSinkService,
  type BegunOperation,
  type OpenOperation,
  type OperationObserver,
} from './auditEventSinkServiceRef';
export { auditorServiceFactory } from './auditor/auditorServiceFactory';
export { operationIdOf } from './auditor/operationIdOf';
export {
  BoundedEventBuffer,
  type BufferLimits,
  DEFAULT_BUFFER_LIMITS,
  type LostCounts,
} from './BoundedEventBuffer';
export { Begins, type BeginsOptions } from './begins/Begins';
export { JournaledOperations } from './begins/JournaledOperations';
export { readStorageFailure } from './begins/readStorageFailure';
export { Refusals, type RefusalsOptions } from './begins/Refusals';
export { bareRequest } from './recording/bareRequest';
export { boundEvent } from './bounds/boundEvent';
export { DEFAULT_LIMITS, type Limits, readLimits } from './bounds/Limits';
export { createLostEvent } from './createLostEvent';
export { redactEvent } from './redaction/redactEvent';
export { redactText } from './redaction/redactText';
export { SecretKeys } from './redaction/SecretKeys';
export { entityReference } from './targets/entityReference';
export { entityTitle } from './targets/entityTitle';
export { locationReference } from './targets/locationReference';
export { parentReference } from './targets/parentReference';
export { ENTITY_UID, LOCATION_ID } from './targets/targetFields';
export type {
  AuditLogService,
  AuditOperation,
  OperationDetails,
} from './kit/AuditLogService';
export type { AuditRecord, BegunRecord, RecordedBy } from './kit/AuditRecord';
export type { PluginConnection } from './forwarding/PluginConnection';
export { auditLogServiceRef } from './kit/auditLogServiceRef';
export { changesBetween } from './kit/changesBetween';
export type { DeclaredEventType } from './kit/DeclaredEventType';
export { Minutes, type MinutesOptions } from './Minutes';
export {
  type JournalSettings,
  LEDGER_JOURNAL_SIZE,
  readJournalSettings,
} from './journal/readJournalSettings';
export {
  type WaitingEvent,
  WaitingEvents,
  type WaitingEventsOptions,
} from './journal/WaitingEvents';
export { newEventId } from './kit/newEventId';
export { type MockAuditLog, mockAuditLog } from './testing/mockAuditLog';
export { timeOfUuid } from './timeOfUuid';
