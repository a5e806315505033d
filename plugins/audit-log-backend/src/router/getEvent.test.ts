// SPDX-License-Identifier: Apache-2.0
import { auditEvent } from '../__testUtils__/auditEvent';
import { closeServers, serveEvents } from './__testUtils__/serveEvents';

describe('One event', () => {
  afterEach(closeServers);

  it('is given as it was recorded', async () => {
    const event = auditEvent();
    const { url } = await serveEvents({
      readSealedEvent: async () => ({ event }),
    });
    expect(await (await fetch(`${url}/${event.id}`)).json()).toEqual(event);
  });

  it('says that it is in the archive', async () => {
    const event = auditEvent();
    const { url } = await serveEvents({
      readSealedEvent: async () => ({ event, isArchived: true }),
    });
    expect(await (await fetch(`${url}/${event.id}`)).json()).toEqual({
      ...event,
      archived: true,
    });
  });
});
