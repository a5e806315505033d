// SPDX-License-Identifier: Apache-2.0
import {
  EXPORT_VERSION,
  NotVerifiableError,
  type ExportHead,
} from './ExportFormat';

/** The first line of an export. Throws a NotVerifiableError when it is none. */
export function parseHead(
  line: string,
): ExportHead & { readonly checkpoint: string } {
  let head: ExportHead | null;
  try {
    head = JSON.parse(line);
  } catch (error) {
    throw new NotVerifiableError(
      'This is no NDJSON export: its first line is no JSON',
      { cause: error },
    );
  }
  const version = head?.auditLogExport;
  if (version === undefined) {
    throw new NotVerifiableError(
      'This export has no proofs: export again with proofs (proofs=true)',
    );
  }
  if (version !== EXPORT_VERSION) {
    throw new NotVerifiableError(
      `This export is of version ${JSON.stringify(
        version,
      )}, which needs a later version of this verifier`,
    );
  }
  const { from, to, checkpoint, origin, first, filters = {} } = head!;
  if (typeof checkpoint !== 'string') {
    throw new NotVerifiableError(
      'This export has no checkpoint to verify it with: nothing had been sealed when it was made',
    );
  }
  if (!Number.isSafeInteger(from) || !Number.isSafeInteger(to)) {
    throw new NotVerifiableError(
      'The first line of the export does not say from where to where it goes',
    );
  }
  if (
    !isTextOrAbsent(origin) ||
    !isTextOrAbsent(first) ||
    !isObject(filters) ||
    !isTextOrAbsent(filters.from) ||
    !isTextOrAbsent(filters.to)
  ) {
    throw new NotVerifiableError(
      'The first line of the export is not as a portal writes it',
    );
  }
  return { ...head!, complete: head!.complete === true, filters, checkpoint };
}

function isTextOrAbsent(value: unknown): boolean {
  return value === undefined || typeof value === 'string';
}

function isObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
