// SPDX-License-Identifier: Apache-2.0
import { modelOf } from '../__testUtils__/exampleOrganization';
import { PastAccess } from './PastAccess';

describe('PastAccess', () => {
  it('reads for one question at a time, and lets only so many wait', async () => {
    let reading = 0;
    let most = 0;
    const past = PastAccess.create({
      access: {
        async asOf() {
          reading += 1;
          most = Math.max(most, reading);
          await new Promise(setImmediate);
          reading -= 1;
          return modelOf({});
        },
      },
    });
    const ask = () =>
      Promise.allSettled(Array.from({ length: 25 }, () => past.at(0)));
    const names = (await ask()).map(outcome =>
      outcome.status === 'rejected' ? outcome.reason.name : 'answered',
    );
    expect(names).toEqual([
      ...Array(20).fill('answered'),
      ...Array(5).fill('ServiceUnavailableError'),
    ]);
    expect(most).toBe(1);
    await expect(past.at(0)).resolves.toBeDefined();
  });

  it('goes on after a question that could not be answered', async () => {
    const asOf = jest
      .fn()
      .mockRejectedValueOnce(new Error('away'))
      .mockResolvedValue(modelOf({}));
    const past = PastAccess.create({ access: { asOf } });
    await expect(past.at(0)).rejects.toThrow('away');
    await expect(past.at(0)).resolves.toBeDefined();
  });
});
