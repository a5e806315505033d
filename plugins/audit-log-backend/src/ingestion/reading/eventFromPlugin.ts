// SPDX-License-Identifier: Apache-2.0
import { describeAction } from 'backstage-plugin-audit-log-common';
import type { DraftEvent } from './DraftEvent';
import { optionalFields } from './eventFromKey';
import { occurredTime } from './occurredTime';
import { storedReference } from './references';
import { accepted, type Reading, rejected } from './Rejection';
import type { ReportedByPlugin } from './reportedByPlugin';

/** What is recorded of what a plugin reported: what would be if it shared the process. It is believed, as it is there. */
export function eventFromPlugin(
  reported: ReportedByPlugin,
  pluginId: string,
  now: number,
): Reading<DraftEvent> {
  const { action, plugin = pluginId, labels, redacted, truncated } = reported;
  const isOwn = plugin === pluginId && action.startsWith(`${pluginId}.`);
  if (!isOwn) {
    return rejected(
      'plugin',
      `action: of the plugin ${pluginId} must begin with ${pluginId}. and be reported as that plugin's, got ${action} of ${plugin}`,
    );
  }
  const rest = action.slice(pluginId.length + 1);
  const event = reported.event ?? rest.split('.')[0];
  if (rest !== event && !rest.startsWith(`${event}.`)) {
    return rejected(
      'invalid',
      `event: must follow the id of the plugin in action, got ${event} in ${action}`,
    );
  }
  const occurred = occurredTime(reported.occurredAt, now);
  if (!occurred.ok) {
    return occurred;
  }
  const { actor } = reported;
  return accepted({
    ...optionalFields(reported),
    occurredAt: new Date(occurred.value).toISOString(),
    plugin,
    event,
    action,
    category: reported.category ?? describeAction(action).category,
    severity: reported.severity ?? 'low',
    outcome: reported.outcome ?? 'succeeded',
    actor: actor ?? { type: 'system', ref: `plugin:${pluginId}` },
    targets: (reported.targets ?? []).map(storedReference),
    projects: (reported.projects ?? []).map(storedReference),
    meta: reported.meta ?? {},
    ...(labels && { labels: [...labels] }),
    ...(redacted && { redacted: [...redacted] }),
    ...(truncated && { truncated: [...truncated] }),
  });
}
