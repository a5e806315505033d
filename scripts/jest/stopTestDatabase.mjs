// SPDX-License-Identifier: Apache-2.0
export { stopTestDatabase as default } from './testDatabase.mjs';
