// SPDX-License-Identifier: Apache-2.0

/** What was wrong and what to do: a ResponseError's own message is about HTTP, its cause is the server's. */
export function messageOf(error: Error): string {
  const { cause } = error as { cause?: { message?: unknown } };
  return typeof cause?.message === 'string' ? cause.message : error.message;
}
