// SPDX-License-Identifier: Apache-2.0
import { InputError } from '@backstage/errors';
import type { IngestionKeyInput } from 'backstage-plugin-audit-log-common';
import { readName } from '../readName';
import { readProject } from '../references';
import type { KeyFields } from './StoredKey';

const YEAR_MS = 365 * 24 * 3_600_000;
const DEFAULT_REQUESTS_PER_MINUTE = 600;

/** The characters of a URI reference (RFC 3986, section 2), with an asterisk at the end and nowhere else. */
const SOURCE = /^[A-Za-z0-9\-._~:/?#[\]@!$&'()+,;=%]+\*?$/;

/** Takes what the API was given for a key. Whether projects are there is the catalog's to say, which may be down. */
export function readKeyFields(
  input: IngestionKeyInput,
  now: number,
  before?: Pick<KeyFields, 'expiresAt'>,
): KeyFields {
  return {
    name: readName(input.name),
    sources: [...new Set(input.sources.map(readSource))],
    projects:
      input.projects === 'any'
        ? 'any'
        : [
            ...new Set(
              input.projects.map((project, index) =>
                readProject(project, `projects.${index}`),
              ),
            ),
          ],
    mayNamePeople: input.mayNamePeople ?? false,
    requestsPerMinute: input.requestsPerMinute ?? DEFAULT_REQUESTS_PER_MINUTE,
    expiresAt: readExpiry(input.expiresAt, now, before),
  };
}

function readSource(source: string, index: number): string {
  if (!SOURCE.test(source)) {
    throw new InputError(
      `sources.${index}: must be a URI reference such as https://ci.example.com/builds, or the beginning that several have in common before an asterisk, such as https://ci.example.com/*, got ${JSON.stringify(
        source,
      )}`,
    );
  }
  return source;
}

function readExpiry(
  given: string | null | undefined,
  now: number,
  before: Pick<KeyFields, 'expiresAt'> | undefined,
): number | undefined {
  if (given === null) {
    return undefined;
  }
  const expiresAt = given === undefined ? now + YEAR_MS : Date.parse(given);
  // What has expired may stay so when something else is changed.
  if (!(expiresAt > now) && expiresAt !== before?.expiresAt) {
    throw new InputError(
      `expiresAt: must be a time to come, got ${given}; to end a key now, revoke it`,
    );
  }
  return expiresAt;
}
