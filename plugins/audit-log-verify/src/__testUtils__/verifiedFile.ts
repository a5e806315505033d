// SPDX-License-Identifier: Apache-2.0
import { VerifierKey } from '../checkpoint/VerifierKey';
import { verifyExport, type VerifyExportOptions } from '../export/verifyExport';
import { TestLedger } from './TestLedger';

/** How many events are in the ledger: two blocks of 256, and some. */
export const SIZE = 700;
export const ledger = new TestLedger(SIZE);
export const keys = [VerifierKey.parse(ledger.key.verifier)];

/** A file in pieces of whatever size. */
export async function* pieces(file: string | Buffer, length = 10_000) {
  const bytes = Buffer.from(file as string);
  for (let at = 0; at < bytes.length; at += length) {
    yield bytes.subarray(at, at + length);
  }
}

/** What the verifier says of a file, which knows the keys of the ledger. */
export const verifyFile = (
  file: string | Buffer,
  options: VerifyExportOptions = {},
) => verifyExport(pieces(file), { keys, ...options });

/** The lines of an export of the ledger, to be changed. */
export const changeableLines = (
  options: Parameters<TestLedger['lines']>[0] = {},
): any[] => JSON.parse(JSON.stringify(ledger.lines(options)));
