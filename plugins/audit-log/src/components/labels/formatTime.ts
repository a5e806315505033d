// SPDX-License-Identifier: Apache-2.0

const thisYear = new Intl.DateTimeFormat(undefined, {
  month: 'short',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
});
const anyYear = new Intl.DateTimeFormat(undefined, {
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
  /** Without the year when it is this one. */
  second: (time: string) => {
    const date = new Date(time);
    const isThisYear = date.getFullYear() === new Date().getFullYear();
    return (isThisYear ? thisYear : anyYear).format(date);
  },
  secondAndZone: (time: string) => zoned.format(new Date(time)),
  minute: (time: string) => minute.format(new Date(time)),
  day: (time: string) => day.format(new Date(time)),
};
