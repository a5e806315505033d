// SPDX-License-Identifier: Apache-2.0
import type { Finding } from '../findings/Finding';
import type { Report } from '../export/ExportReport';
import { printable, type Terminal } from './Terminal';

/** More findings than this are only counted on the screen; --json has more. */
const MOST_SHOWN = 50;

/**
 * Prints what came of a verification: one sentence of what it means, what is wrong, and how far it goes.
 *
 * @param meaning - What it means that nothing is wrong
 * @returns The code to end with
 */
export function printReport(
  report: Report,
  options: {
    readonly meaning: string;
    readonly json: boolean | undefined;
    readonly terminal: Terminal;
  },
): number {
  const { meaning, json, terminal } = options;
  const code = report.isVerified ? 0 : 1;
  if (json) {
    terminal.out(JSON.stringify(report, undefined, 2));
    return code;
  }
  const out = (line: string) => terminal.out(printable(line));
  out(
    report.isVerified
      ? `Verified: ${meaning}`
      : `NOT VERIFIED: ${countOf(report.findingCount)} wrong.`,
  );
  report.findings.slice(0, MOST_SHOWN).forEach(finding => {
    out(`  ${finding.kind}: ${finding.message}${placeOf(finding)}`);
  });
  if (report.findingCount > MOST_SHOWN) {
    out(`  and ${report.findingCount - MOST_SHOWN} more`);
  }
  const { checkpoint, notes } = report;
  if (checkpoint !== undefined) {
    const { origin, size, time, signedBy } = checkpoint;
    out(`Checkpoint: ${origin}, ${size} events${time ? `, ${time}` : ''}`);
    signedBy.forEach(key => out(`Signed by: ${key}`));
  }
  notes.forEach(note => out(`Note: ${note}`));
  return code;
}

function countOf(findings: number): string {
  return findings === 1 ? 'one thing is' : `${findings} things are`;
}

function placeOf({ line, eventId }: Finding): string {
  const places = [
    ...(line === undefined ? [] : [`line ${line}`]),
    ...(eventId === undefined ? [] : [`id ${eventId}`]),
  ];
  return places.length === 0 ? '' : ` (${places.join(', ')})`;
}
