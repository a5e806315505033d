// SPDX-License-Identifier: Apache-2.0
import type { Request } from 'express';
import type { ListRequest } from '../../access/lists/pageOf';
import { queryOf } from '../queryOf';

const DEFAULT_LIMIT = 50;

/** What a page of a list is asked for with. */
export function readListRequest(request: Request): ListRequest {
  const params = queryOf(request);
  return {
    q: params.get('q') ?? undefined,
    limit: Number(params.get('limit') ?? DEFAULT_LIMIT),
    cursor: params.get('cursor') ?? undefined,
  };
}
