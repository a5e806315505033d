// SPDX-License-Identifier: Apache-2.0

/** On an entity: the reference of the entity that it is a version of. */
export const ANNOTATION_VERSION_OF = 'backstage-audit-log/version-of';

/** On an entity: the id of the scaffolder task that made or changed it. */
export const ANNOTATION_TASK = 'backstage-audit-log/scaffolder-task';
