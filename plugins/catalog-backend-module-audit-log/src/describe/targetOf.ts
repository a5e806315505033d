// SPDX-License-Identifier: Apache-2.0
import type { Target } from 'backstage-plugin-audit-log-common';
import { entityTitle } from 'backstage-plugin-audit-log-node';
import type { EntityState } from '../changes/EntityChange';

/** An entity by the name that it had at the time. */
export function targetOf({ ref, content }: EntityState): Target {
  const title = entityTitle(content);
  return title === undefined ? { ref } : { ref, title };
}
