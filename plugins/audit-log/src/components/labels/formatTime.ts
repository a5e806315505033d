// SPDX-License-Identifier: Apache-2.0

const local = new Intl.DateTimeFormat(undefined, {
  year: 'numeric',
  month: 'short',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
});
const zoned = new Intl.DateTimeFormat(undefined, {
  year: 'numeric',
  month: 'short',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  timeZoneName: 'short',
});
const day = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium' });
const minute = new Intl.DateTimeFormat(undefined, {
  dateStyle: 'medium',
  timeStyle: 'short',
});

/** Times as the viewer's own language and zone write them. */
export const formatTime = {
  second: (time: string) => local.format(new Date(time)),
  secondAndZone: (time: string) => zoned.format(new Date(time)),
  minute: (time: string) => minute.format(new Date(time)),
  day: (time: string) => day.format(new Date(time)),
};
