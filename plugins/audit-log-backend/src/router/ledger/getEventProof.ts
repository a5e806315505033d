// SPDX-License-Identifier: Apache-2.0
import { ConflictError } from '@backstage/errors';
import type { EventProof } from 'backstage-plugin-audit-log-common';
import type { Request, Response } from 'express';
import type { SealedEvent } from '../../query/AuditEventReader';
import { openEvent } from '../openEvent';
import type { LedgerContext } from './LedgerContext';

/** `GET /events/{id}/proof` */
export async function getEventProof(
  context: LedgerContext,
  request: Request,
  response: Response,
): Promise<void> {
  const proof = await openEvent(context, request, {
    queryType: 'proof',
    read: async (id, scope) => {
      const sealed = await context.reader.readSealedEvent(id, scope);
      return sealed && prove(context, sealed);
    },
  });
  response.json(proof);
}

async function prove(
  { sealing }: LedgerContext,
  { event, seal }: SealedEvent,
): Promise<EventProof> {
  const { sequence } = event;
  const checkpoint = await sealing.checkpoints.latest();
  if (
    sequence === undefined ||
    !seal ||
    !checkpoint ||
    sequence >= checkpoint.size
  ) {
    throw new ConflictError(
      sealing.ofLedger
        ? `The event ${event.id} is recorded but not sealed yet; that is so for about a second, then it can be proven`
        : `The event ${event.id} was recorded while the audit log was not sealed; auditLog.sealing.enabled of the configuration is false`,
    );
  }
  // The leaf as the tree has it, not as it follows from the event: whoever verifies compares both.
  const [leaf] = await sealing.tree.read([{ level: 0, index: sequence }]);
  const proof = await sealing.tree.inclusion(sequence, checkpoint.size);
  return {
    event,
    seal,
    sequence,
    leaf: leaf.toString('base64'),
    proof: proof.map(hash => hash.toString('base64')),
    checkpoint,
  };
}
