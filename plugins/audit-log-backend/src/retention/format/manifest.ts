// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';
import type { SealingKeys } from '../../sealing/keys/SealingKeys';
import type { ArchiveManifest } from '../files/ArchiveFile';
import * as parts from './documentParts';
import { parseDocument } from './parseDocument';
import { requireBelieved } from './requireBelieved';

const SCHEMA = z
  .strictObject({
    schema: parts.schemaVersion,
    file: parts.fileName,
    period: parts.period,
    class: parts.className,
    part: parts.count,
    events: parts.count,
    bytes: parts.count,
    sha256: parts.sha256,
    occurredFrom: parts.time,
    occurredTo: parts.time,
    sequences: parts.sequences,
    root: parts.root,
    checkpoint: z.string().optional(),
    writtenAt: parts.time,
    signature: parts.signature,
  })
  .refine(parts.countsFit, 'has another number of sequences than of events')
  .refine(
    ({ occurredFrom, occurredTo }) =>
      Date.parse(occurredFrom) <= Date.parse(occurredTo),
    'has its latest event before its earliest',
  );

/** The manifest of a text. Throws a DamagedFileError unless it is one, whoever has signed it. */
export function parseManifest(text: string): ArchiveManifest {
  return parseDocument(text, 'archive-manifest', SCHEMA);
}

/** Throws a DamagedFileError unless a manifest is as a key that is believed has signed it. */
export function verifyManifest(
  manifest: ArchiveManifest,
  keys: SealingKeys,
): void {
  requireBelieved(manifest, 'archive-manifest', keys);
}
