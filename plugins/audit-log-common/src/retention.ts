// SPDX-License-Identifier: Apache-2.0
import type { components } from './generated/openapi';

type Schemas = components['schemas'];

/** How long events are kept, what is where, and what happens next. @public */
export type Retention = Schemas['Retention'];
/** How long events are kept. @public */
export type RetentionPolicy = Schemas['RetentionPolicy'];
/** How long some events are kept. @public */
export type RetentionRule = Schemas['RetentionRule'];
/** A policy that holds, held or will hold, and where it comes from. @public */
export type RetentionChange = Schemas['RetentionChange'];
/** What a change of the policy would do. @public */
export type RetentionPreview = Schemas['RetentionPreview'];
/** Stops removal of events. @public */
export type Hold = Schemas['Hold'];
/** What a hold is asked for with. @public */
export type HoldInput = Schemas['HoldInput'];
/** A file of the archive. @public */
export type ArchiveFile = Schemas['ArchiveFile'];
/** What is in the live table of a month or day. @public */
export type RetentionPeriod = Schemas['RetentionPeriod'];
/** A run that archives and removes what is due. @public */
export type RetentionRun = Schemas['RetentionRun'];
/** The signed statement of what was removed. @public */
export type RemovalStatement = Schemas['RemovalStatement'];
