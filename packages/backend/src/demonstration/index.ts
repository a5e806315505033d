// SPDX-License-Identifier: Apache-2.0
export { demonstrationModule as default } from './demonstrationModule';
