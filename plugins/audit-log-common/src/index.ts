// SPDX-License-Identifier: Apache-2.0

/**
 * The vocabulary of the Backstage audit trail: events, queries, permissions, event types and the API client.
 *
 * @packageDocumentation
 */
export * from './access';
export * from './client';
export * from './event';
export * from './eventTypes';
export * from './ingestion';
export * from './ledger';
export * from './permissions';
export * from './query';
export * from './retention';
