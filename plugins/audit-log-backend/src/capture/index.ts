// SPDX-License-Identifier: Apache-2.0
export { checkRecording } from './checkRecording';
export { createPipeline, type Pipeline } from './pipeline';
