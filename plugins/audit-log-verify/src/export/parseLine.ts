// SPDX-License-Identifier: Apache-2.0
import type { ExportLine } from './ExportFormat';

/** A line of an export; undefined when it is no JSON object with one of the members that lines have, an object itself. */
export function parseLine(text: string): ExportLine | undefined {
  let line: ExportLine;
  try {
    line = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (!isObject(line)) {
    return undefined;
  }
  const { event, skip, tile, removed, manifest } = line;
  const contents = [event, skip, tile, removed, manifest].filter(
    content => content !== undefined,
  );
  return contents.length === 1 && isObject(contents[0]) ? line : undefined;
}

function isObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null;
}
