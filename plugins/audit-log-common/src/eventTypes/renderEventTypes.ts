// SPDX-License-Identifier: Apache-2.0
import { EVENT_TYPES } from './eventTypes';

/** The registry as a page of the documentation, `docs/reference/event-types.md`. */
export function renderEventTypes(): string {
  const plugins = [...new Set(EVENT_TYPES.map(({ plugin }) => plugin))];
  const sections = plugins.map(plugin => {
    const types = EVENT_TYPES.filter(type => type.plugin === plugin);
    return [
      `## ${plugin}`,
      `Category: ${types[0].category}.`,
      renderTable([
        ['action', 'title', '', 'what happened'],
        ...types.map(({ action, title, description, read }) => [
          `\`${action}\``,
          title,
          read ? 'read' : '',
          description,
        ]),
      ]),
    ].join('\n\n');
  });
  return `${[
    '# Event types',
    'What plugins are known to report, by their id. An action is made of the id of the plugin, the id of the event and, where the plugin gives one, the kind of action or query (`meta.actionType`, `meta.queryType`). A kind that is not listed goes by its event; an action that is not listed at all is recorded all the same, and its title is made of its words.',
    'Plugins add their own, and other words for those that are listed here: see [declare events](../guides/declare-events.md). What is known in a portal is at `GET /api/audit-log/v1/event-types`, and what of it was seen on the page _Audit Logs → Coverage_.',
    'What is marked as a read changes nothing. A read of low severity that was not denied is a routine read, and is not recorded unless a [rule](configuration.md) says so. Where the registry does not know an event, one whose id begins with get, list, read, fetch or search, or ends with read, fetch, list or search, counts as a read.',
    'This page is made from the code: `UPDATE_DOCS=true yarn workspace backstage-plugin-audit-log-common test` brings it up to date.',
    ...sections,
  ].join('\n\n')}\n`;
}

/** A table as prettier leaves it, its columns padded. The first row is its head. */
function renderTable(rows: readonly (readonly string[])[]): string {
  const widths = rows[0].map((_, column) =>
    Math.max(3, ...rows.map(row => row[column].length)),
  );
  const [head, ...body] = rows.map(
    row =>
      `| ${row
        .map((cell, column) => cell.padEnd(widths[column]))
        .join(' | ')} |`,
  );
  const rule = `| ${widths.map(width => '-'.repeat(width)).join(' | ')} |`;
  return [head, rule, ...body].join('\n');
}
