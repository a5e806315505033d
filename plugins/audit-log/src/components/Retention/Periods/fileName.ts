// SPDX-License-Identifier: Apache-2.0
import type { ArchiveFile } from 'backstage-plugin-audit-log-common';
import { periodTitle } from './period';

/** What tells a file from the others of its period: the rule that its events are kept by, and the part. */
export function fileDetail(file: Pick<ArchiveFile, 'class' | 'part'>): string {
  return [
    file.class !== 'default' && file.class,
    file.part > 1 && `part ${file.part.toLocaleString()}`,
  ]
    .filter(Boolean)
    .join(', ');
}

/** A file in words. */
export function fileName(
  file: Pick<ArchiveFile, 'period' | 'class' | 'part'>,
): string {
  return [periodTitle(file.period), fileDetail(file)]
    .filter(Boolean)
    .join(', ');
}
