// SPDX-License-Identifier: Apache-2.0
import { ConfigReader } from '@backstage/config';
import type { JsonValue } from '@backstage/types';
import {
  describeAction,
  type NewAuditEvent,
} from 'backstage-plugin-audit-log-common';
import { newEvent } from '../__testUtils__/newEvent';
import { RecordingSink } from '../__testUtils__/RecordingSink';
import { readRules } from './readRules';
import { RuleFilteringSink } from './RuleFilteringSink';

const read = (fields: Partial<NewAuditEvent> = {}) =>
  newEvent({
    event: 'entity-fetch',
    action: 'catalog.entity-fetch.by-name',
    severity: 'low',
    ...fields,
  });

function config(rules: JsonValue) {
  return new ConfigReader({ auditLog: { rules } });
}

async function isKept(event: NewAuditEvent, rules: JsonValue = []) {
  const next = new RecordingSink();
  const sink = RuleFilteringSink.create({
    rules: readRules(config(rules)),
    eventTypes: { describe: describeAction },
    next,
  });
  await sink.append([event]);
  return next.events.length === 1;
}

describe('RuleFilteringSink', () => {
  it.each<[string, NewAuditEvent, boolean]>([
    ['a change', newEvent(), true],
    ['a change of low severity', newEvent({ severity: 'low' }), true],
    ['a routine read', read(), false],
    ['a read that was denied', read({ outcome: 'denied' }), true],
    ['a read of higher severity', read({ severity: 'medium' }), true],
    [
      'a read of an unknown plugin',
      newEvent({ plugin: 'qeta', action: 'qeta.read-post', severity: 'low' }),
      false,
    ],
  ])('decides by default on %s', async (_, event, kept) => {
    expect(await isKept(event)).toBe(kept);
  });

  it.each<[string, JsonValue, NewAuditEvent, boolean]>([
    [
      'the first that matches',
      [{ effect: 'record', plugin: 'catalog' }, { effect: 'ignore' }],
      read(),
      true,
    ],
    [
      'no other',
      [{ effect: 'ignore', plugin: 'scaffolder' }],
      newEvent(),
      true,
    ],
    [
      'by event',
      [{ effect: 'ignore', event: 'entity-mutate' }],
      newEvent(),
      false,
    ],
    [
      'by action with a glob',
      [{ effect: 'ignore', action: '*.delete' }],
      newEvent(),
      false,
    ],
    [
      'a glob as a whole',
      [{ effect: 'ignore', action: 'entity-*' }],
      newEvent(),
      true,
    ],
    [
      'other characters literally',
      [{ effect: 'ignore', action: 'catalog?entity.mutate.*' }],
      newEvent(),
      true,
    ],
    [
      'by severity, any of a list',
      [{ effect: 'ignore', severity: ['high', 'medium'] }],
      newEvent(),
      false,
    ],
    [
      'by type of actor',
      [{ effect: 'ignore', actorType: 'user' }],
      newEvent(),
      false,
    ],
    [
      'all matchers together',
      [{ effect: 'ignore', actorType: 'user', plugin: 'scaffolder' }],
      newEvent(),
      true,
    ],
  ])('follows rules: %s', async (_, rules, event, kept) => {
    expect(await isKept(event, rules)).toBe(kept);
  });

  it('keeps events of the audit log itself whatever the rules', async () => {
    const event = newEvent({
      plugin: 'audit-log',
      action: 'audit-log.events-read',
      severity: 'low',
    });
    expect(await isKept(event, [{ effect: 'ignore' }])).toBe(true);
  });

  it('never keeps what comes of looking up names for events', async () => {
    const event = read({ actor: { type: 'service', ref: 'plugin:audit-log' } });
    expect(await isKept(event, [{ effect: 'record' }])).toBe(false);
  });

  it.each<[JsonValue, string]>([
    ['all', 'auditLog.rules takes a list of rules'],
    [[{ effect: 'record' }, 'all'], 'auditLog.rules[1] is no rule'],
    [
      [{ plugin: 'catalog' }],
      'auditLog.rules[0].effect is undefined, but takes record or ignore',
    ],
    [
      [{ effect: 'drop' }],
      'auditLog.rules[0].effect is "drop", but takes record or ignore',
    ],
    [
      [{ effect: 'ignore', plugins: 'x' }],
      'auditLog.rules[0].plugins is no part of a rule: it takes plugin, event, action, severity, actorType',
    ],
    [
      [{ effect: 'ignore', severity: 'lowest' }],
      'auditLog.rules[0].severity is lowest, but takes low, medium, high, critical',
    ],
    [
      [{ effect: 'ignore', actorType: ['person'] }],
      'auditLog.rules[0].actorType is person, but takes user, service, anonymous, system',
    ],
    [
      [{ effect: 'ignore', plugin: 3 }],
      'auditLog.rules[0].plugin is 3, but takes a text or a list of texts',
    ],
    [
      [{ effect: 'ignore', plugin: [] }],
      'auditLog.rules[0].plugin is an empty list',
    ],
    [
      [{ effect: 'ignore', actor: 'user:default/jane' }],
      'auditLog.rules[0].actor is refused: a rule can go by actorType, but never by who it was',
    ],
    [
      [{ effect: 'ignore', userEntityRef: 'user:default/jane' }],
      'auditLog.rules[0].userEntityRef is refused',
    ],
  ])('refuses bad rules: %j', (rules, message) => {
    expect(() => readRules(config(rules))).toThrow(message);
  });
});
