// SPDX-License-Identifier: Apache-2.0
import type { AccessModel } from '../../../access/model/AccessModel';

/** Those of some people who are directly in a group. */
export function membersAmong(
  model: AccessModel,
  group: string,
  people: readonly string[],
): string[] {
  const members = new Set(model.below(group).map(({ child }) => child));
  return people.filter(person => members.has(person));
}
