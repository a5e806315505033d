// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto';
import type { EventType } from 'backstage-plugin-audit-log-common';
import type { DeclaredEventType } from 'backstage-plugin-audit-log-node';
import { MetaCheck } from './MetaCheck';

/** An event type as its plugin declared it. */
export interface DeclaredType {
  readonly type: EventType;
  readonly check?: MetaCheck;
  /** JSON Pointers into its events of what is about a person, such as `/meta/email`. */
  readonly personal: readonly string[];
}

/** What one plugin declared. */
export interface Declaration {
  readonly plugin: string;
  /** JSON of what it declared, as it is stored, and its digest. */
  readonly json: string;
  readonly digest: string;
  readonly types: readonly DeclaredType[];
}

export function createDeclaration(
  plugin: string,
  items: readonly DeclaredEventType[],
): Declaration {
  const json = JSON.stringify(items);
  return {
    plugin,
    json,
    digest: createHash('sha256').update(json).digest('base64url'),
    types: items.map(item => ({
      type: typeOf(plugin, item),
      check: item.meta && new MetaCheck(item.meta),
      personal: (item.personal ?? []).map(pointer => `/meta${pointer}`),
    })),
  };
}

function typeOf(
  plugin: string,
  { action, title, description, category, read }: DeclaredEventType,
): EventType {
  return {
    action: `${plugin}.${action}`,
    plugin,
    event: action.split('.', 1)[0],
    title,
    description,
    category: category ?? plugin,
    read: read ?? false,
  };
}
