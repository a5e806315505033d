// SPDX-License-Identifier: Apache-2.0
import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import {
  parseEntityRef,
  stringifyEntityRef,
  type Entity,
} from '@backstage/catalog-model';
import { timeOfUuid } from 'backstage-plugin-audit-log-node';
import { parseAllDocuments } from 'yaml';
import { createActivity } from './createActivity';

const DAY = 24 * 60 * 60 * 1000;
const NOW = new Date('2026-03-18T13:37:00.000Z');
const events = createActivity(NOW);

function exampleEntities(): Set<string> {
  const examples = resolve(__dirname, '../../../../examples');
  const files = readdirSync(examples, { recursive: true, encoding: 'utf8' });
  return new Set(
    files
      .filter(file => file.endsWith('.yaml') && !file.includes('skeleton'))
      .flatMap(file =>
        parseAllDocuments(readFileSync(resolve(examples, file), 'utf8')),
      )
      .map(document => stringifyEntityRef(document.toJS() as Entity)),
  );
}

describe('createActivity', () => {
  it('tells a month of about two thousand events that ends now', () => {
    expect(events.length).toBeGreaterThan(1_500);
    expect(events.length).toBeLessThan(2_600);
    for (const { occurredAt, recordedAt } of events) {
      expect(Date.parse(occurredAt)).toBeGreaterThan(NOW.getTime() - 30 * DAY);
      expect(Date.parse(occurredAt)).toBeLessThanOrEqual(
        Date.parse(recordedAt),
      );
      expect(Date.parse(recordedAt)).toBeLessThan(NOW.getTime());
    }
  });

  it('gives each event an id of its own, with the time of recording in it', () => {
    expect(new Set(events.map(({ id }) => id)).size).toBe(events.length);
    for (const { id, recordedAt } of events) {
      expect(timeOfUuid(id)).toBe(Date.parse(recordedAt));
    }
  });

  it('labels every event as demonstration', () => {
    for (const { labels } of events) {
      expect(labels).toEqual(['demonstration']);
    }
  });

  it('is the same for the same moment, and in the order of recording', () => {
    expect(createActivity(NOW)).toEqual(events);
    const times = events.map(({ recordedAt }) => recordedAt);
    expect([...times].sort()).toEqual(times);
  });

  it('is about people, projects and templates of the examples', () => {
    const known = exampleEntities();
    const refs = events.flatMap(({ actor, projects, targets }) => [
      ...(actor.type === 'user' ? [actor.ref!] : []),
      ...projects.map(({ ref }) => ref),
      ...targets.map(({ ref }) => ref).filter(isLasting),
    ]);
    expect([...new Set(refs)].filter(ref => !known.has(ref))).toEqual([]);
  });

  it('has people at work on weekdays, and jobs at night', () => {
    const people = events.filter(({ actor }) => actor.type === 'user');
    const atWeekends = people.filter(({ occurredAt }) =>
      [0, 6].includes(new Date(occurredAt).getUTCDay()),
    );
    expect(atWeekends.length).toBeLessThan(people.length / 20);
    const hoursOfJobs = events
      .filter(({ actor }) => actor.type !== 'user')
      .map(({ occurredAt }) => new Date(occurredAt).getUTCHours());
    expect([...new Set(hoursOfJobs)].sort()).toEqual([2, 3]);
  });

  it('has a night of refused attempts from one address nobody else uses', () => {
    const denied = events.filter(({ outcome }) => outcome === 'denied');
    expect(denied.length).toBeGreaterThan(40);
    expect(new Set(denied.map(({ request }) => request?.address)).size).toBe(1);
    const [first, last] = [denied[0], denied[denied.length - 1]];
    expect(
      Date.parse(last.occurredAt) - Date.parse(first.occurredAt),
    ).toBeLessThan(10 * 60_000);
  });

  it('has failures and runs that never ended', () => {
    const outcomes = new Set(events.map(({ outcome }) => outcome));
    expect([...outcomes].sort()).toEqual([
      'denied',
      'failed',
      'succeeded',
      'unfinished',
    ]);
  });
});

/** In the catalog for good: neither something that was deleted, nor a location or a task. */
function isLasting(ref: string): boolean {
  return (
    !ref.startsWith('task:') &&
    parseEntityRef(ref).kind !== 'location' &&
    !ref.includes('-trial-')
  );
}
