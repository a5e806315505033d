// SPDX-License-Identifier: Apache-2.0
export { startTestDatabase as default } from './testDatabase.mjs';
