// SPDX-License-Identifier: Apache-2.0
import type {
  IngestionKey,
  IngestionKeyInput,
  IngestionKeyPage,
  IngestionKeyUpdate,
  IngestionKeyWithToken,
  ListIngestionKeysOptions,
} from 'backstage-plugin-audit-log-common';
import { refusal } from '../refusal';
import { named, type Organization, type StoredKey } from './Organization';
import { page } from './page';
import {
  found,
  requireName,
  requirePermission,
  requireVersion,
} from './require';

const HOUR = 3_600_000;
const YEAR = 365 * 24 * HOUR;

/** The part of the example server that is about ingestion keys. */
export class InMemoryKeys {
  static create(organization: Organization): InMemoryKeys {
    return new InMemoryKeys(organization);
  }

  private constructor(private readonly organization: Organization) {}

  async listIngestionKeys(
    options: ListIngestionKeysOptions = {},
  ): Promise<IngestionKeyPage> {
    requirePermission(this.organization, 'access-control.read');
    const keys = this.organization.keys
      .map(shown)
      .filter(({ status }) => !options.status || status === options.status)
      .sort((a, b) => a.name.localeCompare(b.name));
    return page(
      keys,
      options,
      ({ name, sources, projects, tokenBeginning }) => [
        name,
        ...sources,
        ...(projects === 'any' ? [] : projects),
        tokenBeginning,
      ],
    );
  }

  async getIngestionKey(id: string): Promise<IngestionKey> {
    requirePermission(this.organization, 'access-control.read');
    return shown(this.#find(id));
  }

  async createIngestionKey(
    input: IngestionKeyInput,
  ): Promise<IngestionKeyWithToken> {
    this.#check(input);
    const token = newToken();
    const key: StoredKey = {
      ...input,
      mayNamePeople: input.mayNamePeople ?? false,
      requestsPerMinute: input.requestsPerMinute ?? 600,
      expiresAt:
        input.expiresAt === undefined
          ? new Date(Date.now() + YEAR).toISOString()
          : input.expiresAt,
      id: crypto.randomUUID(),
      tokenBeginning: token.slice(0, 17),
      version: 1,
      createdAt: new Date().toISOString(),
      createdBy: named(this.organization, this.organization.me),
    };
    this.organization.keys = [...this.organization.keys, key];
    return { key: shown(key), token };
  }

  async updateIngestionKey(
    id: string,
    version: number,
    input: IngestionKeyUpdate,
  ): Promise<IngestionKey> {
    const key = this.#live(id);
    requireVersion(key.version, version);
    this.#check(input, id);
    return shown(
      this.#replace(key, {
        ...input,
        updatedAt: new Date().toISOString(),
        updatedBy: named(this.organization, this.organization.me),
      }),
    );
  }

  async rotateIngestionKey(
    id: string,
    version: number,
    { overlapHours = 24 }: { readonly overlapHours?: number } = {},
  ): Promise<IngestionKeyWithToken> {
    const key = this.#live(id);
    requireVersion(key.version, version);
    if (shown(key).status === 'expired') {
      throw refusal(409, `The ingestion key ${key.name} has expired.`);
    }
    const now = Date.now();
    const rotated = this.#replace(key, {
      rotation: {
        at: new Date(now).toISOString(),
        by: named(this.organization, this.organization.me),
        previousWorksUntil: new Date(now + overlapHours * HOUR).toISOString(),
      },
    });
    return {
      key: shown(rotated),
      token: newToken(key.tokenBeginning),
    };
  }

  async revokeIngestionKey(id: string): Promise<void> {
    this.#replace(this.#live(id), {
      revokedAt: new Date().toISOString(),
      revokedBy: named(this.organization, this.organization.me),
    });
  }

  #find(id: string): StoredKey {
    return found(
      this.organization.keys.find(one => one.id === id),
      'ingestion key',
    );
  }

  #live(id: string): StoredKey {
    requirePermission(this.organization, 'access-control.manage');
    const key = this.#find(id);
    if (key.revokedAt) {
      throw refusal(409, `The ingestion key ${key.name} is revoked for good.`);
    }
    return key;
  }

  #check(input: IngestionKeyInput, id?: string): void {
    requirePermission(this.organization, 'access-control.manage');
    const { keys } = this.organization;
    requireName(
      input.name,
      keys.some(other => other.id !== id && other.name === input.name),
      'ingestion key',
    );
    input.sources.forEach((source, index) => {
      if (!/^[^\s*"<>]+\*?$/.test(source)) {
        throw refusal(
          400,
          `sources.${index}: must be a URI reference, got "${source}"`,
        );
      }
    });
    if (input.expiresAt && Date.parse(input.expiresAt) <= Date.now()) {
      throw refusal(400, 'expiresAt: must be a time to come');
    }
  }

  #replace(key: StoredKey, changes: Partial<StoredKey>): StoredKey {
    const changed = { ...key, ...changes, version: key.version + 1 };
    this.organization.keys = this.organization.keys.map(other =>
      other.id === key.id ? changed : other,
    );
    return changed;
  }
}

/** A key as the server shows it: expired when its time is over. */
function shown(key: StoredKey): IngestionKey {
  const isOver = key.expiresAt && Date.parse(key.expiresAt) <= Date.now();
  const status = isOver ? 'expired' : 'active';
  return { ...key, status: key.revokedAt ? 'revoked' : status };
}

/** It looks like a token; nobody checks it. */
function newToken(
  beginning = `bkal_${crypto.randomUUID().replaceAll('-', '').slice(0, 12)}`,
): string {
  const digits = [crypto.randomUUID(), crypto.randomUUID()].join('');
  return `${beginning}${digits.replaceAll('-', '').slice(0, 49)}`;
}
