// SPDX-License-Identifier: Apache-2.0
import type { Caller } from './startAccessBackend';

/** What an endpoint of access control answers to whom: the status, which is `success` where they may, and the name of the error. */
export function answersByCaller(
  endpoint: string,
  success: number,
): [Caller, [status: number, error?: string]][] {
  const done: [number, undefined] = [success, undefined];
  const refused: [number, string] = [403, 'NotAllowedError'];
  return [
    ['nobody', [401, 'AuthenticationError']],
    ['engineer', refused],
    ['projectAdministrator', refused],
    ['auditor', endpoint.startsWith('GET') ? done : refused],
    ['manager', done],
    ['administrator', done],
    ['service', done],
  ];
}
