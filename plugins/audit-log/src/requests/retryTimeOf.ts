// SPDX-License-Identifier: Apache-2.0

/** When the server will listen again (Retry-After, RFC 9110), if it said so. */
export function retryTimeOf(
  error: Error,
  now: number = Date.now(),
): Date | undefined {
  const { response } = error as {
    response?: { headers?: { get?(name: string): string | null } };
  };
  const value = response?.headers?.get?.('Retry-After');
  if (!value) {
    return undefined;
  }
  const time = /^\d+$/.test(value)
    ? now + Number(value) * 1000
    : Date.parse(value);
  return Number.isNaN(time) ? undefined : new Date(time);
}
