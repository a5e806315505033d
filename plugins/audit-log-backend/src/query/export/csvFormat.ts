// SPDX-License-Identifier: Apache-2.0
import { stringify } from 'csv-stringify/sync';
import type { EventFormat } from './EventFormat';
import { EXPORT_COLUMNS } from './exportColumns';

/** Tells spreadsheets that the file is UTF-8. */
const BYTE_ORDER_MARK = '\ufeff';
const OPTIONS = {
  record_delimiter: '\r\n',
  quoted_string: true,
  // A cell that begins with =, +, -, @, a tab or a carriage return would be run as a formula: it gets a ' before it.
  // See "CSV Injection" of OWASP.
  escape_formulas: true,
};

/** CSV after RFC 4180, safe to open in a spreadsheet. */
export const csvFormat: EventFormat = {
  contentType: 'text/csv; charset=utf-8',
  extension: 'csv',
  head:
    BYTE_ORDER_MARK +
    stringify([EXPORT_COLUMNS.map(({ name }) => name)], OPTIONS),
  write: events =>
    stringify(
      events.map(event => EXPORT_COLUMNS.map(column => column.value(event))),
      OPTIONS,
    ),
};
