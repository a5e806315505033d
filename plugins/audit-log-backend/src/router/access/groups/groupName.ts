// SPDX-License-Identifier: Apache-2.0
import type { AccessModel } from '../../../access/model/AccessModel';
import { referenceOf } from '../../../access/views/referenceOf';

/** Which group it is, for the record. */
export function groupName(model: AccessModel, ref: string) {
  return { groupRef: ref, groupName: referenceOf(model, ref).title ?? ref };
}
