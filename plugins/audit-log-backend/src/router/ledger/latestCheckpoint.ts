// SPDX-License-Identifier: Apache-2.0
import { NotFoundError } from '@backstage/errors';
import type { Checkpoint } from 'backstage-plugin-audit-log-common';
import type { LedgerContext } from './LedgerContext';

/** The latest checkpoint; throws a NotFoundError while there is none. */
export async function latestCheckpoint({
  sealing,
}: Pick<LedgerContext, 'sealing'>): Promise<Checkpoint> {
  const checkpoint = await sealing.checkpoints.latest();
  if (!checkpoint) {
    throw new NotFoundError(
      sealing.ofLedger
        ? 'Nothing of the audit log is sealed yet; its first events are within a second of their commit'
        : 'The audit log is not sealed; auditLog.sealing.enabled of the configuration is false',
    );
  }
  return checkpoint;
}
