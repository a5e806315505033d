// SPDX-License-Identifier: Apache-2.0
import { NotAllowedError } from '@backstage/errors';
import type { Actor } from 'backstage-plugin-audit-log-common';
import type { AuditLogService } from 'backstage-plugin-audit-log-node';
import type { KeyRefusal, KeyRefusalReason } from './KeyRefusal';

const REASONS: Readonly<Record<KeyRefusalReason, string>> = {
  unknown: 'There is no key with this token',
  rotated: 'The token was rotated out',
  expired: 'The key has expired',
  revoked: 'The key is revoked',
  rate: 'The key sends more requests than it may',
  source: 'The key is not for this source',
  project: 'The key is not for this project',
};

export interface RefusalWriterOptions {
  readonly auditLog: Pick<AuditLogService, 'record'>;
}

/** Records refused uses of keys. It never rejects. */
export class RefusalWriter {
  static create(options: RefusalWriterOptions): RefusalWriter {
    return new RefusalWriter(options.auditLog);
  }

  private constructor(
    private readonly auditLog: RefusalWriterOptions['auditLog'],
  ) {}

  /** `various` says what differs among those that are counted together. */
  async write(
    refusal: KeyRefusal,
    count: number,
    various?: 'addresses',
  ): Promise<void> {
    const { reason, request, key, source, project } = refusal;
    await this.auditLog.record({
      action: 'key-use.refuse',
      severity: 'medium',
      request,
      actor: actorOf(refusal),
      ...(key && { targets: [{ ref: `key:${key.id}`, title: key.name }] }),
      meta: {
        reason,
        count,
        ...(source !== undefined && { source }),
        ...(project !== undefined && { project }),
        ...(various && { various }),
      },
      error: new NotAllowedError(REASONS[reason]),
    });
  }
}

/** Whoever has a secret of a key, though it may be an old one, is taken for the key; nobody else is. */
function actorOf({ reason, key }: KeyRefusal): Actor {
  return key && reason !== 'unknown'
    ? { type: 'service', ref: `key:${key.id}`, title: key.name }
    : { type: 'anonymous' };
}
