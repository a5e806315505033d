// SPDX-License-Identifier: Apache-2.0
import type { QuarantinedEventDetails } from 'backstage-plugin-audit-log-common';
import { KEY_IDS } from './access/exampleKeys';

const HOUR = 3_600_000;

/** One event of each reason for which events are held, the latest first. */
export function exampleQuarantine(now: number): QuarantinedEventDetails[] {
  const at = (hours: number) => new Date(now + hours * HOUR).toISOString();
  const emitter = { ref: `key:${KEY_IDS.deployments}`, title: 'Deployments' };
  const held = (
    number: number,
    reason: QuarantinedEventDetails['reason'],
    message: string,
    others: Partial<QuarantinedEventDetails>,
  ): QuarantinedEventDetails => {
    const sent = {
      id: `deploy-${number}`,
      source: 'https://ci.example.com/deployments/shop',
      type: 'com.example.deploy.started',
      occurredAt: at(-number),
      actor: { type: 'user', ref: 'user:default/grace' },
    };
    return {
      id: `8c1f0c52-8a53-4f4e-9d0b-2f6a35c1e00${number}`,
      reason,
      message,
      emitter,
      source: sent.source,
      sourceId: sent.id,
      type: sent.type,
      receivedAt: at(-number),
      lastReceivedAt: at(-number),
      times: 1,
      content: sent,
      ...others,
    };
  };
  return [
    held(1, 'source', 'source: the key may not use this source', {
      source: 'https://elsewhere.example.com/',
      content: {
        id: 'deploy-1',
        source: 'https://elsewhere.example.com/',
        type: 'com.example.deploy.started',
        meta: { steps: [{ name: 'build', seconds: 12 }], token: '[redacted]' },
      },
    }),
    held(
      2,
      'project',
      'projects.0: the key may not name system:default/hr',
      {},
    ),
    held(3, 'invalid', 'severity: must be low, medium, high or critical', {
      times: 1_204,
      receivedAt: at(-90),
      content: { id: 'deploy-3', severity: '<b>loud</b>' },
    }),
    held(4, 'future', 'occurredAt: is 9 hours ahead', {}),
    held(5, 'late', 'occurredAt: is 30 days ago', {}),
    held(6, 'plugin', 'plugin: catalog may not report for scaffolder', {
      emitter: { ref: 'plugin:catalog' },
      source: undefined,
      type: 'scaffolder.task.create',
    }),
    held(7, 'invalid', 'must be an object', {
      source: undefined,
      sourceId: undefined,
      type: undefined,
      content: 'not even JSON',
    }),
  ];
}
