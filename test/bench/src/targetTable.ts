// SPDX-License-Identifier: Apache-2.0
import { type Figure, shortfall } from './measuring/Figure';
import { targetText } from './measuring/figureTable';
import { table } from './measuring/table';

/** The table of targets: each row with how it came out, of several figures with the same target the worst. */
export function targetTable(
  rows: readonly {
    readonly title: string;
    readonly figures: readonly Figure[];
  }[],
): string {
  return table([
    ['figure', 'target', 'measured', ''],
    ...rows.flatMap(({ title, figures }) =>
      worstByTarget(figures).map((figure, index) => [
        index === 0 ? title : '',
        text(figure),
        `${figure.value.toPrecision(3)} (${figure.measurement.name})`,
        figure.met ? 'met' : 'MISSED',
      ]),
    ),
  ]);
}

function text({ measurement: { target, unit, comparedTo } }: Figure): string {
  return target
    ? `${targetText(target, comparedTo ? undefined : unit)}${
        comparedTo ? ` ${comparedTo.what}` : ''
      }`
    : '';
}

function worstByTarget(figures: readonly Figure[]): readonly Figure[] {
  const worst = new Map<string, Figure>();
  for (const figure of figures) {
    if (figure.measurement.target) {
      const key = text(figure);
      const other = worst.get(key);
      if (!other || shortfall(figure) > shortfall(other)) {
        worst.set(key, figure);
      }
    }
  }
  return [...worst.values()];
}
