// SPDX-License-Identifier: Apache-2.0
import {
  signDocument,
  type SignedDocument,
} from 'backstage-plugin-audit-log-verify';
import type {
  ArchiveContent,
  ArchiveFile,
  ArchiveManifest,
  RemovalStatement,
} from '../files/ArchiveFile';
import { WaitingError } from './WaitingError';
import type { WorkContext } from './WorkContext';

type Signers = Pick<WorkContext, 'sealing'>;
type Unsigned<T> = Omit<T, keyof SignedDocument>;

/** The manifest of a file, signed. */
export function signManifest(
  { sealing }: Signers,
  file: ArchiveFile,
  content: ArchiveContent,
  more: Pick<ArchiveManifest, 'root' | 'checkpoint' | 'writtenAt'>,
): ArchiveManifest {
  const { checkpoint } = more;
  const document: Unsigned<ArchiveManifest> = {
    schema: 1,
    file: file.name,
    period: file.period.name,
    class: file.class,
    part: file.part,
    events: content.events,
    bytes: content.bytes,
    sha256: content.sha256,
    occurredFrom: new Date(content.occurredFrom).toISOString(),
    occurredTo: new Date(content.occurredTo).toISOString(),
    sequences: content.sequences,
    root: more.root,
    ...(checkpoint !== undefined && { checkpoint }),
    writtenAt: more.writtenAt,
  };
  return signDocument({
    kind: 'archive-manifest',
    origin: sealing.origin,
    document,
    keys: signingKeys(sealing),
  });
}

/** The statement of which events were removed, signed. */
export function signStatement(
  { sealing }: Signers,
  file: ArchiveFile,
  more: Pick<
    RemovalStatement,
    'events' | 'sequences' | 'root' | 'removedAt' | 'policy'
  > & { readonly sha256?: string },
): RemovalStatement {
  const { sha256, ...rest } = more;
  const document: Unsigned<RemovalStatement> = {
    schema: 1,
    file: file.name,
    period: file.period.name,
    class: file.class,
    ...rest,
    ...(sha256 !== undefined && { sha256 }),
  };
  return signDocument({
    kind: 'removal-statement',
    origin: sealing.origin,
    document,
    keys: signingKeys(sealing),
  });
}

/** As it lies in the archive and in the database: the same text in both. */
export function documentText(document: SignedDocument): string {
  return `${JSON.stringify(document)}\n`;
}

function signingKeys({ keys }: Signers['sealing']) {
  if (keys.signing.length === 0) {
    throw new WaitingError(
      'There is no key to sign what is archived with: give one in auditLog.sealing.keys, or name a file in auditLog.sealing.keyFile',
    );
  }
  return keys.signing;
}
