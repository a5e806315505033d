// SPDX-License-Identifier: Apache-2.0
import { ConflictError } from '@backstage/errors';
import type { GroupInput } from 'backstage-plugin-audit-log-common';
import type { AccessModel } from '../model/AccessModel';
import type { LocalGroup } from '../model/facts';
import { nameKey, readDescription, readName } from '../readName';

export type GroupFields = Pick<LocalGroup, 'title' | 'description'>;

/** Takes what the API was given for a local group. Throws when another one has the name, whatever its case. */
export function readGroup(
  model: AccessModel,
  { name, description }: GroupInput,
  ownRef?: string,
): GroupFields {
  const title = readName(name);
  const key = nameKey(title);
  for (const group of model.localGroups.values()) {
    if (group.ref !== ownRef && nameKey(group.title) === key) {
      throw new ConflictError(
        `name: there is a local group with this name already, ${group.title}; choose another name, or change that group`,
      );
    }
  }
  return { title, description: readDescription(description) };
}

/** What of a local group goes on record. */
export function groupRecord({ title, description }: GroupFields) {
  return { name: title, description };
}
