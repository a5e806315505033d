// SPDX-License-Identifier: Apache-2.0
import type { components } from './generated/openapi';

type Schemas = components['schemas'];

/** What a plugin or an outside system reports of one operation; see `openapi.yaml` for every field. @public */
export type ReportedEvent = Schemas['ReportedEvent'];
/** What became of one reported event. @public */
export type ReportResult = Schemas['ReportResult'];
/** Why a reported event was not recorded. @public */
export type QuarantineReason = Schemas['QuarantineReason'];
/** A reported event that was not recorded. @public */
export type QuarantinedEvent = Schemas['QuarantinedEvent'];
/** @public */
export type QuarantinedEventDetails = Schemas['QuarantinedEventDetails'];
/** @public */
export type QuarantinePage = Schemas['QuarantinePage'];
