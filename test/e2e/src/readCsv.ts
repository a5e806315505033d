// SPDX-License-Identifier: Apache-2.0

/** The records of a CSV file (RFC 4180) with a header, by column name. */
export function readCsv(text: string): Record<string, string>[] {
  const [header, ...rows] = readRows(text.replace(/^\ufeff/, ''));
  return rows.map(row =>
    Object.fromEntries(header.map((name, index) => [name, row[index]])),
  );
}

function readRows(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  for (const [, quoted, plain, end] of text.matchAll(
    /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r?\n|$)/g,
  )) {
    if (quoted === undefined && plain === '' && end === '' && !row.length) {
      break;
    }
    row.push(quoted === undefined ? plain : quoted.replaceAll('""', '"'));
    if (end !== ',') {
      rows.push(row);
      row = [];
    }
  }
  return rows;
}
