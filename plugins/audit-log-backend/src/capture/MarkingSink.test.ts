// SPDX-License-Identifier: Apache-2.0
import { mockServices } from '@backstage/backend-test-utils';
import type { NewAuditEvent } from 'backstage-plugin-audit-log-common';
import { PUBLISH, RETRACT } from '../eventTypes/__testUtils__/declaredTypes';
import { createDeclaration } from '../eventTypes/Declaration';
import { builtInEventTypes } from './__testUtils__/builtInEventTypes';
import { newEvent } from './__testUtils__/newEvent';
import { RecordingSink } from './__testUtils__/RecordingSink';
import { MarkingSink } from './MarkingSink';

const publish = (fields: Partial<NewAuditEvent> = {}) =>
  newEvent({
    plugin: 'quality',
    event: 'report',
    action: 'quality.report.publish',
    category: 'reports',
    meta: { pages: 5 },
    ...fields,
  });

function setup() {
  const eventTypes = builtInEventTypes();
  const next = new RecordingSink();
  const logger = mockServices.logger.mock();
  const sink = MarkingSink.create({ eventTypes, next, logger });
  const declare = (...types: Parameters<typeof createDeclaration>[1]) =>
    eventTypes.registry.declareOwn(createDeclaration('quality', types));
  const counted = async () => {
    const rows: object[] = [];
    await eventTypes.mismatches.flush(async given => {
      rows.push(...given);
    });
    return rows;
  };
  return { eventTypes, next, logger, sink, declare, counted };
}

describe('MarkingSink', () => {
  it('hands on what is as declared or built in as it is', async () => {
    const { sink, next, declare, counted } = setup();
    declare(PUBLISH);
    const events = [
      publish(),
      newEvent(),
      newEvent({ labels: ['demonstration'] }),
    ];
    await sink.append(events);
    expect(next.events).toEqual(events);
    expect(next.events[0]).toBe(events[0]);
    expect(await counted()).toEqual([]);
  });

  it('marks an action that nobody has declared, and a meta that is not as declared', async () => {
    const { sink, next, declare, counted } = setup();
    declare(PUBLISH, RETRACT);
    const wrong = publish({ meta: { pages: 'five' }, labels: ['x'] });
    await sink.append([
      publish({ action: 'quality.page.turn', event: 'page' }),
      wrong,
      publish({ action: 'quality.report.retract', meta: { pages: 'any' } }),
    ]);
    expect(next.events.map(({ labels }) => labels)).toEqual([
      ['undeclared'],
      ['x', 'unexpected-meta'],
      undefined,
    ]);
    expect(next.events[1].meta).toEqual({ pages: 'five' });
    expect(await counted()).toEqual([
      expect.objectContaining({
        action: 'quality.report.publish',
        events: 1,
        event_id: wrong.id,
        pointer: '/pages',
        message: 'must be integer',
      }),
    ]);
  });

  it('knows what another process declared a moment ago', async () => {
    const { sink, next, eventTypes, declare } = setup();
    eventTypes.know = async () => declare(PUBLISH);
    await sink.append([publish()]);
    expect(next.events[0].labels).toBeUndefined();
  });

  it('takes a kind that is not declared for its event, and checks it as such', async () => {
    const { sink, next, declare } = setup();
    declare({ ...PUBLISH, action: 'report' });
    await sink.append([publish({ meta: {} })]);
    expect(next.events[0].labels).toEqual(['unexpected-meta']);
  });

  it('has the category that the plugin declared, however the event was reported', async () => {
    const { sink, next, declare } = setup();
    declare(PUBLISH);
    await sink.append([publish({ category: 'other' })]);
    expect(next.events[0].category).toBe('reports');
  });

  it('leaves alone what comes from outside, and does not judge what was taken out or cut', async () => {
    const { sink, next, declare } = setup();
    declare(PUBLISH);
    const events = [
      newEvent({ plugin: 'external:ci', action: 'external.deploy.started' }),
      publish({ meta: { pages: '[redacted]' }, redacted: ['/meta/pages'] }),
      publish({ meta: {}, truncated: ['/meta'] }),
    ];
    await sink.append(events);
    expect(next.events).toEqual(events);
  });

  it('counts once what had to be appended again', async () => {
    const { sink, next, declare, counted } = setup();
    declare(PUBLISH);
    next.refuse = () => {
      throw new Error('Away');
    };
    const event = publish({ meta: {} });
    await expect(sink.append([event])).rejects.toThrow('Away');
    next.refuse = () => {};
    await sink.append([event]);
    expect(await counted()).toEqual([expect.objectContaining({ events: 1 })]);
  });

  it('hands on events whose check does not end, and says which', async () => {
    const { sink, next, logger, declare } = setup();
    declare({
      ...PUBLISH,
      meta: { properties: { name: { pattern: '^(a+)+$' } } },
    });
    await sink.append([publish({ meta: { name: `${'a'.repeat(40)}!` } })]);
    expect(next.events[0].labels).toBeUndefined();
    expect(logger.warn).toHaveBeenCalledWith(
      expect.stringContaining('quality.report.publish'),
    );
  });
});
