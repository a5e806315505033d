// SPDX-License-Identifier: Apache-2.0
import { Admission } from './Admission';
import { BusyError } from './BusyError';

describe('Admission', () => {
  it('lets in so many requests, and so many of one', () => {
    const admission = Admission.create({
      all: { requests: 3, bytes: 100 },
      ofOne: { requests: 2, bytes: 100 },
    });
    const [first] = [admission.enter('a', 1), admission.enter('a', 1)];
    expect(() => admission.enter('a', 1)).toThrow(BusyError);
    admission.enter('b', 1);
    expect(() => admission.enter('c', 1)).toThrow(BusyError);

    first();
    first();
    admission.enter('a', 1);
    expect(() => admission.enter('c', 1)).toThrow(BusyError);
  });

  it('lets in so many bytes, and so many of one, however few the requests', () => {
    const admission = Admission.create({
      all: { requests: 100, bytes: 100 },
      ofOne: { requests: 100, bytes: 60 },
    });
    const leave = admission.enter('a', 50);
    expect(() => admission.enter('a', 11)).toThrow(BusyError);
    admission.enter('a', 10);
    admission.enter('b', 40);
    expect(() => admission.enter('c', 1)).toThrow(BusyError);

    leave();
    admission.enter('c', 50);
    expect(() => admission.enter('c', 1)).toThrow(BusyError);
  });
});
