// SPDX-License-Identifier: Apache-2.0
import type { AccessModel } from '../../access/model/AccessModel';
import type { AccessContext } from '../access/AccessContext';

/**
 * The model to answer a change with, as of that change. It is in memory then: a database that goes away just now must not
 * keep a token from being answered that is never to be had again.
 */
export async function modelAfter({
  access,
}: AccessContext): Promise<AccessModel> {
  return access.current() ?? access.fresh();
}
