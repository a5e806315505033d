// SPDX-License-Identifier: Apache-2.0
import type { Actor } from 'backstage-plugin-audit-log-common';
import {
  entityReference,
  locationReference,
} from 'backstage-plugin-audit-log-node';
import type { EntityChange, EntitySource } from '../changes/EntityChange';
import type { DescribeSettings } from './DescribeSettings';

/** What the entity says of its author, and nobody has checked. */
const CLAIMED = 'claimed-actor';

/**
 * Who changed an entity: the person whose act it follows from; else the author that its source names, where an annotation
 * is trusted with that; else the source itself. Nobody is guessed.
 */
export function actorOf(
  { cause, before, after }: EntityChange,
  { authorAnnotation }: DescribeSettings,
): { readonly actor: Actor; readonly labels?: readonly string[] } {
  if (cause) {
    return { actor: cause.actor };
  }
  const source = sourceActor((after ?? before)?.source ?? {});
  const author =
    authorAnnotation !== undefined &&
    after &&
    entityReference(after.content.metadata.annotations?.[authorAnnotation]);
  return author && author.startsWith('user:')
    ? {
        actor: { type: 'user', ref: author, via: source.ref },
        labels: [CLAIMED],
      }
    : { actor: source };
}

function sourceActor({ provider, location }: EntitySource): Actor {
  if (provider !== undefined) {
    return {
      type: 'system',
      ref: `entity-provider:${provider}`,
      title: provider,
    };
  }
  return {
    type: 'system',
    ref: 'plugin:catalog',
    ...(location && locationReference({ ...location })),
  };
}
