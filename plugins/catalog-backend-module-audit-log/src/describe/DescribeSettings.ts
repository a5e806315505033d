// SPDX-License-Identifier: Apache-2.0
import type { EntityState } from '../changes/EntityChange';

/** How changes are put into words, as `auditLog.catalog` says. */
export interface DescribeSettings {
  /** Annotation that names the author of an entity's last change. */
  readonly authorAnnotation?: string;
  /** Whether a name such as orders-v2 makes an entity a version of orders. */
  readonly versionNaming: boolean;
}

/**
 * The entities that there are, of some references in their normal form (at most 100). As they are now, or were when the
 * change was seen: both will do.
 */
export type FindEntities = (
  refs: readonly string[],
) => Promise<readonly EntityState[]>;
