// SPDX-License-Identifier: Apache-2.0
import { mockCredentials } from '@backstage/backend-test-utils';
import { freshEvents } from '../freshEvents';
import { inGroups } from '../inGroups';
import { ADMINISTRATOR } from '../portal/portalConfig';
import type { Sent } from './LoadTask';
import { reportedByKey, SOURCE } from './reportedByKey';

/** As many as may be allowed. */
const REQUESTS_PER_MINUTE = 60_000;

/** Systems outside a portal that report events to it, each with an ingestion key of its own. */
export class Reporters {
  static async create(url: string, count: number): Promise<Reporters> {
    const tokens = [];
    for (let index = 0; index < count; index++) {
      tokens.push(await createKey(url, `Reporter ${index}`));
    }
    return new Reporters(tokens);
  }

  private constructor(private readonly tokens: readonly string[]) {}

  /** Requests that report so many events, some in each; the reporters take turns. */
  requests(options: {
    readonly events: number;
    readonly inEach: number;
    readonly seed: number;
  }): readonly Sent[] {
    const { events, inEach, seed } = options;
    const groups = inGroups(freshEvents(events, seed), inEach);
    return [...groups].map((group, index) => ({
      path: '/api/audit-log/v1/events',
      headers: {
        authorization: `Bearer ${this.tokens[index % this.tokens.length]}`,
      },
      body: JSON.stringify({ events: group.map(reportedByKey) }),
    }));
  }
}

async function createKey(url: string, name: string): Promise<string> {
  const response = await fetch(`${url}/api/audit-log/v1/keys`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      authorization: mockCredentials.user.header(ADMINISTRATOR),
    },
    body: JSON.stringify({
      name,
      sources: [SOURCE],
      projects: 'any',
      mayNamePeople: true,
      requestsPerMinute: REQUESTS_PER_MINUTE,
    }),
  });
  const answer: unknown = await response.json();
  if (!response.ok) {
    throw new Error(`No key could be had: ${JSON.stringify(answer)}`);
  }
  return (answer as { readonly token: string }).token;
}
