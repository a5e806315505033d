// SPDX-License-Identifier: Apache-2.0
import { AuthenticationError } from '@backstage/errors';
import type { Request } from 'express';
import type { KeyPrincipal } from './IngestionKeys';
import type { KeyRefusal, KeyRefusalReason } from './KeyRefusal';
import { readToken } from './keyToken';
import type { KnownKeys } from './KnownKeys';
import type { LastUses } from './LastUses';
import type { StoredKey } from './StoredKey';
import { verifyToken } from './verifyToken';

export interface KeyAuthenticatorOptions {
  readonly known: Pick<KnownKeys, 'find'>;
  readonly uses: Pick<LastUses, 'note'>;
  readonly refuse: (refusal: KeyRefusal) => void;
  readonly now?: () => number;
}

/** Finds out whose a token is, and has refusals put on record. */
export class KeyAuthenticator {
  static create(options: KeyAuthenticatorOptions): KeyAuthenticator {
    return new KeyAuthenticator(options, options.now ?? Date.now);
  }

  private constructor(
    private readonly options: KeyAuthenticatorOptions,
    private readonly now: () => number,
  ) {}

  /** As `IngestionKeys.authenticate`. */
  async authenticate(token: string, request: Request): Promise<KeyPrincipal> {
    const { known, uses, refuse } = this.options;
    const parts = readToken(token);
    if (!parts) {
      refuse({ reason: 'unknown', request });
      throw new AuthenticationError(
        'The ingestion key is not complete, or a character of it is wrong: it begins with bkal_, and 61 letters and digits follow. Take it from where it is kept once more',
      );
    }
    const key = await known.find(parts.tokenId);
    const now = this.now();
    const verdict = verifyToken(parts, key, now);
    if ('refused' in verdict) {
      const reason = verdict.refused;
      refuse({ reason, request, ...(key && { key: nameOf(key) }) });
      throw new AuthenticationError(explain(reason, key));
    }
    const { id, sources, projects, mayNamePeople, requestsPerMinute } = key!;
    uses.note({ keyId: id, previous: verdict.token === 'previous', at: now });
    return {
      ...nameOf(key!),
      sources,
      projects,
      mayNamePeople,
      requestsPerMinute,
    };
  }
}

function nameOf({ id, name }: StoredKey) {
  return { id, name };
}

/** Only who has the secret of a key is told what became of it. */
function explain(reason: KeyRefusalReason, key: StoredKey | undefined): string {
  const time = (milliseconds: number | undefined) =>
    new Date(milliseconds ?? 0).toISOString();
  switch (reason) {
    case 'revoked':
      return `The ingestion key was revoked at ${time(
        key?.revoked?.at,
      )}; ask an administrator of the portal for another one`;
    case 'expired':
      return `The ingestion key expired at ${time(
        key?.expiresAt,
      )}; ask an administrator of the portal to put off its expiry, or for another one`;
    case 'rotated':
      return `The ingestion key was given a new token, and this one has not worked since ${time(
        key?.previous?.until,
      )}; use the new one`;
    default:
      return 'There is no such ingestion key; ask an administrator of the portal for one';
  }
}
