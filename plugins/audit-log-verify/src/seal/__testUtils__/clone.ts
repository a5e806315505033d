// SPDX-License-Identifier: Apache-2.0

/** As it comes out of JSON: without what is undefined. */
export const clone = <T>(value: T): T => JSON.parse(JSON.stringify(value));
