// SPDX-License-Identifier: Apache-2.0

/** Bytes of a piece. */
export const PIECE_BYTES = 512 * 1024;
/** As many as two batches of an export take. */
const MOST_KEPT = 16;

const kept: Buffer[] = [];

/**
 * A piece of memory to write to, with room for so many bytes. Nothing of an export is in the heap of JavaScript any more, whose
 * collections would free pieces that are no longer of use: they are given back and used again.
 */
export function takePiece(bytes: number): Buffer {
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
