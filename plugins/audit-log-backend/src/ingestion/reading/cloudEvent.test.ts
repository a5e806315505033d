// SPDX-License-Identifier: Apache-2.0
import { fromCloudEvent } from './cloudEvent';

/** The example of the CloudEvents specification 1.0, section 5, in JSON (JSON event format, section 3.2). */
const EXAMPLE = {
  specversion: '1.0',
  type: 'com.github.pull_request.opened',
  source: 'https://github.com/cloudevents/spec/pull',
  subject: '123',
  id: 'A234-1234-1234',
  time: '2018-04-05T17:31:00Z',
  comexampleextension1: 'value',
  comexampleothervalue: 5,
  datacontenttype: 'text/xml',
  data: '<much wow="xml"/>',
};

const read = (more: object) => {
  const reading = fromCloudEvent({ ...EXAMPLE, ...more });
  return reading.ok ? (reading.value as any) : reading.rejection.message;
};

describe('fromCloudEvent', () => {
  it('reads the example of the specification', () => {
    expect(read({})).toEqual({
      id: 'A234-1234-1234',
      source: 'https://github.com/cloudevents/spec/pull',
      type: 'com.github.pull_request.opened',
      action: 'com.github.pull_request.opened',
      occurredAt: '2018-04-05T17:31:00Z',
      targets: ['subject:123'],
      meta: {
        data: '<much wow="xml"/>',
        cloudEvent: {
          subject: '123',
          comexampleextension1: 'value',
          comexampleothervalue: 5,
          datacontenttype: 'text/xml',
        },
      },
    });
  });

  it.each([
    ['app_user', 'user'],
    ['user', 'user'],
    ['service_account', 'service'],
    ['api_key', 'service'],
    ['system', 'system'],
    ['unauthenticated', 'anonymous'],
    ['unknown', 'service'],
    ['something_else', 'service'],
  ])('reads the principal type %s', (authtype, type) => {
    expect(read({ authtype, authid: 'x' }).actor).toEqual({ type, ref: 'x' });
    expect(read({ authtype }).actor).toEqual({ type });
  });

  it.each([
    ['component:default/shop', ['component:default/shop']],
    ['run:1', ['run:1']],
    ['https://example.com/a', ['https://example.com/a']],
    ['a b: c', ['subject:a b: c']],
    [7, [7]],
    [undefined, undefined],
  ])('makes a target of the subject %s', (subject, targets) => {
    expect(read({ subject }).targets).toEqual(targets);
  });

  it('takes data for details only when it is all of that', () => {
    const details = {
      outcome: 'failed',
      targets: ['a:b'],
      meta: { build: 7 },
    };
    expect(read({ data: details })).toMatchObject({
      outcome: 'failed',
      targets: [{ ref: 'a:b' }],
      meta: { build: 7 },
    });
    for (const data of [
      { ...details, ticket: 1 },
      { ...details, outcome: 'great' },
      { ...details, id: 'other', source: 'catalog' },
      [details],
      'text',
      0,
      null,
    ]) {
      expect(read({ data })).toMatchObject({
        id: EXAMPLE.id,
        source: EXAMPLE.source,
        targets: ['subject:123'],
        meta: { data },
      });
    }
  });

  it.each<[string, object]>([
    ['specversion: must be "1.0"', { specversion: '0.3' }],
    ['specversion: must be "1.0"', { specversion: 1 }],
    ['type: is missing', { type: undefined }],
  ])('says %s', (message, more) => {
    expect(read(more)).toBe(message);
  });
});
