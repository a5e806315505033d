// SPDX-License-Identifier: Apache-2.0
import type { AuditorService } from '@backstage/backend-plugin-api';
import { mockServices } from '@backstage/backend-test-utils';
import { newEvent } from './__testUtils__/newEvent';
import { RecordingSink } from './__testUtils__/RecordingSink';
import { ArrivalSink } from './ArrivalSink';
import { checkRecording } from './checkRecording';

const WARNING = expect.stringContaining(
  'replace it with `backend.add(auditorServiceFactory)` of backstage-plugin-audit-log-node',
);

/** The log after a check with this auditor. */
async function check(createAuditor: (arrivals: ArrivalSink) => AuditorService) {
  const logger = mockServices.logger.mock();
  const arrivals = ArrivalSink.create({ next: new RecordingSink() });
  await checkRecording({
    auditor: createAuditor(arrivals),
    arrivals,
    logger,
    patienceMs: 20,
  });
  return logger;
}

describe('checkRecording', () => {
  it('says nothing when the event arrives', async () => {
    const logger = await check(arrivals => ({
      createEvent: async ({ meta }) => ({
        success: () => arrivals.append([newEvent({ meta })]),
        fail: async () => {},
      }),
    }));
    expect(logger.warn).not.toHaveBeenCalled();
  });

  it('warns, with the remedy, when another auditor keeps it', async () => {
    const logger = await check(() => mockServices.auditor.mock());
    expect(logger.warn).toHaveBeenCalledWith(WARNING);
  });

  it('warns when the auditor rejects, or something else arrives', async () => {
    const logger = await check(arrivals => ({
      createEvent: async () => {
        await arrivals.append([newEvent({ meta: { check: 'other' } })]);
        throw new Error('No auditor');
      },
    }));
    expect(logger.warn).toHaveBeenCalledWith(WARNING);
  });
});
