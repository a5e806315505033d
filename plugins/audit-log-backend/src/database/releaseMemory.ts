// SPDX-License-Identifier: Apache-2.0

/**
 * Frees memory outside the heap of JavaScript, of which nobody MUST have any part any more: reading it afterwards finds nothing.
 *
 * It would be freed when the object is collected. Where so little happens in the heap that this is rare, as in an export, such memory
 * piles up in the meantime, and V8 may look through all of the heap for its sake.
 */
export function releaseMemory(memory: ArrayBufferLike): void {
  // The types of ES2022 do not have it yet.
  (memory as ArrayBuffer & { transfer(length: number): void }).transfer(0);
}
