// SPDX-License-Identifier: Apache-2.0

/**
 * Bytes of a piece: what a batch of an export takes. Its text is compressed by another thread, which does not have to wait for this
 * one before the end of a piece; this one is busy with the next batch meanwhile.
 */
export const PIECE_BYTES = 4 * 1024 * 1024;
/** Bytes of one for few events. */
const SMALL_BYTES = 64 * 1024;
/** As many as two batches of an export take, of events that are larger than usual. */
const MOST_KEPT = 4;

const kept: Buffer[] = [];

/**
 * A piece of memory to write to, with room for so many bytes. Nothing of an export is in the heap of JavaScript any more, whose
 * collections would free pieces that are no longer of use: they are given back and used again.
 */
export function takePiece(bytes: number): Buffer {
  if (bytes <= SMALL_BYTES) {
    return Buffer.allocUnsafeSlow(SMALL_BYTES);
  }
  return (
    (bytes <= PIECE_BYTES && kept.pop()) ||
    Buffer.allocUnsafeSlow(Math.max(bytes, PIECE_BYTES))
  );
}

/** Whoever gives a piece back MUST not use it afterwards. */
export function givePieceBack(piece: Buffer): void {
  if (piece.length === PIECE_BYTES && kept.length < MOST_KEPT) {
    kept.push(piece);
  }
}
