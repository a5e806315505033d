// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';

/** A permission as a plugin publishes it. */
const published = z.object({
  name: z.string().min(1).max(200),
  resourceType: z.string().min(1).max(200).optional(),
  attributes: z
    .object({
      action: z
        .enum(['create', 'read', 'update', 'delete'])
        .optional()
        .catch(undefined),
    })
    .optional()
    .catch(undefined),
});

/** What `/.well-known/backstage/permissions/metadata` of a plugin answers, as far as it matters here. */
const metadata = z.object({
  permissions: z.array(z.unknown()).max(10_000).optional(),
});

/** A permission that a plugin publishes. */
export interface PublishedPermission {
  readonly name: string;
  readonly action?: 'create' | 'read' | 'update' | 'delete';
  readonly resourceType?: string;
}

/** Takes a plugin's answer apart; what is no permission in it is left out. Throws when the whole is something else. */
export function publishedPermissions(
  answer: unknown,
): readonly PublishedPermission[] {
  const { permissions = [] } = metadata.parse(answer);
  return permissions.flatMap(permission => {
    const { data } = published.safeParse(permission);
    if (!data) {
      return [];
    }
    const { name, resourceType, attributes } = data;
    return {
      name,
      ...(attributes?.action && { action: attributes.action }),
      ...(resourceType !== undefined && { resourceType }),
    };
  });
}
