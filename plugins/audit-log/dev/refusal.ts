// SPDX-License-Identifier: Apache-2.0

/** As the client rejects when the server refuses. */
export function refusal(statusCode: number, message: string): Error {
  return Object.assign(new Error(`Request failed with ${statusCode}`), {
    name: 'ResponseError',
    statusCode,
    cause: new Error(message),
  });
}
