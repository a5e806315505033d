// SPDX-License-Identifier: Apache-2.0
import { stringifyError } from '@backstage/errors';
import type { VerificationFinding } from 'backstage-plugin-audit-log-common';
import {
  type DocumentKind,
  type SignedDocument,
  verifyDocument,
} from 'backstage-plugin-audit-log-verify';
import type {
  ArchiveFile,
  Period,
  SequenceRanges,
} from '../../retention/files/ArchiveFile';
import { fileNames } from '../../retention/files/fileNames';
import {
  readFiles,
  type StoredFile,
} from '../../retention/files/operations/readFiles';
import { parseManifest } from '../../retention/format/manifest';
import { parseRemovalStatement } from '../../retention/format/removalStatement';
import type { VerificationContext } from '../VerificationContext';

/** A file that readers have, with the manifest that is kept of it, signed by a key that is believed. */
export interface CoveredFile {
  readonly file: ArchiveFile & Required<Pick<ArchiveFile, 'content'>>;
  readonly manifest: string;
  /** RFC 6962 root, base64, of the leaves of its events. */
  readonly root: string;
}

/** What was removed, with the statement that is kept of it, signed by a key that is believed. */
export interface CoveredRemoval {
  readonly period: Period;
  readonly sequences: SequenceRanges;
  /** Where in the archive the statement is; absent while it is not there yet. */
  readonly name?: string;
  readonly statement: string;
}

type Tell = (finding: VerificationFinding) => void;

/** Whose the signatures of a note say that they are. */
const SIGNERS = /^\u2014 ([^\s+]+) /gmu;

/**
 * What the database keeps of files and of what was removed. What is signed by no key that is believed, or is not as it was signed, is
 * told, and counts for nothing: or whoever can write to the database could take events out of it and say that they are elsewhere.
 */
export async function readCovered(
  {
    knex,
    dialect,
    keys,
  }: Pick<VerificationContext, 'knex' | 'dialect' | 'keys'>,
  tell: Tell,
): Promise<{
  readonly files: readonly CoveredFile[];
  readonly removed: readonly CoveredRemoval[];
}> {
  const files: CoveredFile[] = [];
  const removed: CoveredRemoval[] = [];
  const stored = await readFiles(knex, dialect, {
    states: ['checked', 'archived', 'removing', 'removed'],
  });
  for (const { file, row } of stored) {
    const believed = <T extends Signed>(kind: DocumentKind, parse: () => T) =>
      believedOf({ file, row }, { kind, parse, keys, tell });
    const isKept = file.state === 'checked' || file.state === 'archived';
    if (isKept && !isRemovalNoted(row)) {
      const { manifest } = row;
      const document = believed('archive-manifest', () =>
        parseManifest(manifest ?? ''),
      );
      if (document) {
        const { sequences, root } = document;
        const content = { ...file.content!, sequences };
        files.push({ file: { ...file, content }, manifest: manifest!, root });
      }
    } else {
      const { statement } = row;
      const document = believed('removal-statement', () =>
        parseRemovalStatement(statement ?? ''),
      );
      if (document) {
        removed.push({
          period: file.period,
          sequences: document.sequences,
          statement: statement!,
          ...(file.state === 'removed' && { name: fileNames(file).removal }),
        });
      }
    }
  }
  return { files, removed };
}

/** A run is just removing it from the archive, or its process ended at that: it may be gone, rightly, and the next run tells. */
function isRemovalNoted({ statement, sha256 }: StoredFile['row']): boolean {
  try {
    return (
      statement !== null && parseRemovalStatement(statement).sha256 === sha256
    );
  } catch {
    // What is no statement is none: the file counts.
    return false;
  }
}

type Signed = SignedDocument<{
  readonly file: string;
  readonly sha256?: string;
}>;

/** The document; undefined, once it is told why, where it is none, is of another file, or is not to be believed. */
function believedOf<T extends Signed>(
  { file, row }: StoredFile,
  options: {
    readonly kind: DocumentKind;
    readonly keys: VerificationContext['keys'];
    readonly tell: Tell;
    parse(): T;
  },
): T | undefined {
  const { kind, keys, tell, parse } = options;
  const sequences = file.content?.sequences ?? [];
  const range = sequences.length > 0 && {
    sequence: sequences[0][0],
    until: sequences[sequences.length - 1][1],
  };
  const told = (finding: Pick<VerificationFinding, 'kind' | 'message'>) => {
    tell({ ...finding, ...range });
    return undefined;
  };
  try {
    const document = parse();
    const names = [...document.signature.matchAll(SIGNERS)].map(
      ([, name]) => name,
    );
    const { signedBy } = verifyDocument(document, kind, keys.believed(names));
    if (signedBy.length === 0) {
      return told({
        kind: 'unknown-key',
        message: `The ${kind} of ${file.name} is signed by no key that this backend knows`,
      });
    }
    const isOfFile =
      document.file === file.name && (document.sha256 ?? null) === row.sha256;
    return isOfFile
      ? document
      : told({
          kind: 'inconsistent',
          message: `What is kept as the ${kind} of ${file.name} is that of another file, ${document.file}`,
        });
  } catch (error: unknown) {
    return told({
      kind: 'inconsistent',
      message: `The ${kind} of ${
        file.name
      } is not as it was signed: ${stringifyError(error)}`,
    });
  }
}
