// SPDX-License-Identifier: Apache-2.0
import type { IngestionKey } from 'backstage-plugin-audit-log-common';

/**
 * Commands for a POSIX shell that send one event with a key. The token is set in a line of its own that begins with a
 * space, which keeps it out of the history of shells that are set up for that.
 */
export function curlExample(
  { sources, projects }: Pick<IngestionKey, 'sources' | 'projects'>,
  options: {
    /** Base URL of the audit log's API. */
    readonly baseUrl: string;
    /** Left to be filled in where it is not known any more. */
    readonly token?: string;
    readonly now: number;
  },
): string {
  const { baseUrl, token, now } = options;
  const event = {
    id: `example-${now}`,
    source: sources[0]?.replace(/\*$/, 'example') ?? '',
    type: 'com.example.greeting.sent',
    targets: [{ ref: 'greeting:first', title: 'The first one' }],
    ...(projects !== 'any' && projects.length > 0
      ? { projects: [projects[0]] }
      : {}),
  };
  const fields = Object.entries(event).map(
    ([name, value]) => `  ${JSON.stringify(name)}: ${JSON.stringify(value)}`,
  );
  return [
    ` AUDIT_LOG_KEY=${quoted(token ?? '…')}`,
    `curl ${quoted(`${baseUrl}/v1/events`)} \\`,
    '  -H "Authorization: Bearer $AUDIT_LOG_KEY" \\',
    "  -H 'Content-Type: application/json' \\",
    `  -d ${quoted(`[{\n${fields.join(',\n')}\n}]`)}`,
  ].join('\n');
}

/** A text as one word of a POSIX shell. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", String.raw`'\''`)}'`;
}
