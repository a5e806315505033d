// SPDX-License-Identifier: Apache-2.0
import type { Entity } from '@backstage/catalog-model';

/**
 * The name to show for an entity, where it has one beside its reference.
 *
 * @public
 */
export function entityTitle({ metadata, spec }: Entity): string | undefined {
  const profile = spec?.profile as { displayName?: unknown } | null | undefined;
  return [profile?.displayName, metadata.title].find(
    (name): name is string => typeof name === 'string' && name !== '',
  );
}
