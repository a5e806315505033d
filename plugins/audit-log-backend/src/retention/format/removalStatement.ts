// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';
import type { SealingKeys } from '../../sealing/keys/SealingKeys';
import type { RemovalStatement } from '../files/ArchiveFile';
import * as parts from './documentParts';
import { parseDocument } from './parseDocument';
import { requireBelieved } from './requireBelieved';

const SCHEMA = z
  .strictObject({
    schema: parts.schemaVersion,
    file: parts.fileName,
    period: parts.period,
    class: parts.className,
    events: parts.count,
    sequences: parts.sequences,
    root: parts.root,
    sha256: parts.sha256.optional(),
    removedAt: parts.time,
    policy: z.strictObject({ live: z.string(), archive: z.string() }),
    signature: parts.signature,
  })
  .refine(parts.countsFit, 'has another number of sequences than of events');

/** The statement of a text. Throws a DamagedFileError unless it is one, whoever has signed it. */
export function parseRemovalStatement(text: string): RemovalStatement {
  return parseDocument(text, 'removal-statement', SCHEMA);
}

/** Throws a DamagedFileError unless a statement is as a key that is believed has signed it. */
export function verifyRemovalStatement(
  statement: RemovalStatement,
  keys: SealingKeys,
): void {
  requireBelieved(statement, 'removal-statement', keys);
}
