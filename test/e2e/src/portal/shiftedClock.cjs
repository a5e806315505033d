// SPDX-License-Identifier: Apache-2.0
// @ts-check

/**
 * Required by a portal before anything else: its clock goes as many milliseconds ahead as its parent process says, in a message
 * `{ shift }` that is answered with the same. Timers go on as they do; the clock of an SQLite or PostgreSQL database, by which leases
 * are kept, is the real one.
 */

const RealDate = Date;
let shift = 0;
const now = () => RealDate.now() + shift;

const ShiftedDate = new Proxy(RealDate, {
  construct: (target, values, newTarget) =>
    Reflect.construct(target, values.length > 0 ? values : [now()], newTarget),
  apply: () => new RealDate(now()).toString(),
  get: (target, key) => (key === 'now' ? now : Reflect.get(target, key)),
});
// An assignment would be taken as a declaration for all of the project.
Reflect.set(globalThis, 'Date', ShiftedDate);
Reflect.set(RealDate.prototype, 'constructor', ShiftedDate);

process.on('message', message => {
  shift = /** @type {{ shift: number }} */ (message).shift;
  process.send?.({ shift });
});
