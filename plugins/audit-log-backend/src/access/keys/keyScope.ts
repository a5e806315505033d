// SPDX-License-Identifier: Apache-2.0
import { normalRef } from '../references';
import type { KeyPrincipal } from './IngestionKeys';

/** Whether a key may report events of a source. */
export function mayUseSource(
  { sources }: Pick<KeyPrincipal, 'sources'>,
  source: string,
): boolean {
  return sources.some(pattern =>
    pattern.endsWith('*')
      ? source.startsWith(pattern.slice(0, -1))
      : source === pattern,
  );
}

/** Whether events of a key may name a project, given by its reference, however it is written. */
export function mayNameProject(
  { projects }: Pick<KeyPrincipal, 'projects'>,
  project: string,
): boolean {
  if (projects === 'any') {
    return true;
  }
  const ref = normalRef(project);
  return ref !== undefined && projects.includes(ref);
}
