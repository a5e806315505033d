// SPDX-License-Identifier: Apache-2.0

/** One line of figures: what, how much, and how that compares to what it is held against. */
export interface Figure {
  readonly what: string;
  readonly figure: string;
  readonly ratio?: string;
}

/** Prints figures as a table in Markdown, as it stands in the documentation. */
export function report(title: string, figures: readonly Figure[]): void {
  const rows = [
    ['what', 'median', 'ratio'],
    ...figures.map(({ what, figure, ratio = '' }) => [what, figure, ratio]),
  ];
  const widths = [0, 1, 2].map(column =>
    Math.max(...rows.map(row => row[column].length)),
  );
  const lines = rows.map(
    row => `| ${row.map((cell, at) => cell.padEnd(widths[at])).join(' | ')} |`,
  );
  const rule = `| ${widths.map(width => '-'.repeat(width)).join(' | ')} |`;
  process.stdout.write(
    `\n## ${title}\n\n${[lines[0], rule, ...lines.slice(1)].join('\n')}\n`,
  );
}
