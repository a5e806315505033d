// SPDX-License-Identifier: Apache-2.0
import { Admission } from './Admission';
import { BusyError } from './BusyError';

describe('Admission', () => {
  it('bounds what is under way, of one and of all', () => {
    const admission = Admission.create({ requests: 3, requestsOfOne: 2 });
    const [first] = [admission.enter('a'), admission.enter('a')];
    expect(() => admission.enter('a')).toThrow(BusyError);
    admission.enter('b');
    expect(() => admission.enter('c')).toThrow(BusyError);

    first();
    first();
    admission.enter('a');
    expect(() => admission.enter('c')).toThrow(BusyError);
  });
});
