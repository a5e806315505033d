// SPDX-License-Identifier: Apache-2.0
import type { JsonObject, JsonValue } from '@backstage/types';
import type { Target } from 'backstage-plugin-audit-log-common';
import { entityReference } from './entityReference';
import { locationReference } from './locationReference';
import { ANY_PLUGIN, TARGET_FIELDS, type TargetField } from './targetFields';

/** Of each plugin its own fields and then those of any plugin, none twice. */
const FIELDS: ReadonlyMap<string, readonly TargetField[]> = new Map(
  Array.from(TARGET_FIELDS, ([plugin, own]) => {
    const names = new Set(own.map(({ path }) => path.join('.')));
    const others = ANY_PLUGIN.filter(({ path }) => !names.has(path.join('.')));
    return [plugin, [...own, ...others]];
  }),
);

/** What an operation was done to, as its meta tells: the main target first, none twice. */
export function readTargets(plugin: string, meta: JsonObject): Target[] {
  const targets = new Map<string, Target>();
  for (const field of FIELDS.get(plugin) ?? ANY_PLUGIN) {
    const value = valueAt(meta, field.path);
    if (value === undefined) {
      continue;
    }
    const items = [value].flat(2);
    const titles = field.title ? [valueAt(meta, field.title)].flat() : [];
    items.forEach((item, index) => {
      const target = readTarget(item, field);
      if (target && !targets.has(target.ref)) {
        targets.set(target.ref, titled(target, titles[index]));
      }
    });
  }
  return [...targets.values()];
}

function readTarget(
  value: JsonValue | undefined,
  field: TargetField,
): Target | undefined {
  if (field.is === 'location') {
    return locationReference(value);
  }
  if (typeof value !== 'string' || value.trim() === '') {
    return undefined;
  }
  if (field.is === 'reference') {
    return { ref: value };
  }
  if (field.is === 'entity') {
    const ref = entityReference(value);
    return ref === undefined ? undefined : { ref };
  }
  return { ref: `${field.is}:${value}` };
}

function titled(target: Target, title: JsonValue | undefined): Target {
  return typeof title === 'string' && title !== ''
    ? { ...target, title }
    : target;
}

function valueAt(
  meta: JsonObject,
  path: readonly string[],
): JsonValue | undefined {
  let value: JsonValue | undefined = meta;
  for (const key of path) {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      return undefined;
    }
    value = Object.hasOwn(value, key) ? value[key] : undefined;
  }
  return value;
}
