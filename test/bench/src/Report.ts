// SPDX-License-Identifier: Apache-2.0
import { readFile, writeFile } from 'node:fs/promises';
import { type Environment, machineText, versionsText } from './environment';
import { type Figure, shortfall } from './measuring/Figure';
import { type FigureRecord, figureRecord } from './measuring/figureRecords';
import { figureTable } from './measuring/figureTable';
import { targetTable } from './targetTable';

const BEGIN = '<!-- The figures: written by `yarn bench --docs` -->';
const END = '<!-- The end of the figures -->';

/** What was measured of one part. */
export interface MeasuredPart {
  readonly name: string;
  readonly title: string;
  readonly figures: readonly Figure[];
  readonly notes: readonly string[];
}

/** What a run has measured, for people and for machines. */
export class Report {
  static create(environment: Environment): Report {
    return new Report(environment);
  }

  readonly #parts: MeasuredPart[] = [];

  private constructor(private readonly environment: Environment) {}

  get head(): string {
    return `${machineText(this.environment)} ${versionsText(this.environment)}`;
  }

  /** Adds a part; gives what there is to be read of it. */
  add(part: MeasuredPart): string {
    this.#parts.push(part);
    return sectionOf(part);
  }

  /** The table of targets. */
  get targets(): string {
    const figures = this.#parts
      .flatMap(part => part.figures)
      .filter(({ met }) => met !== undefined);
    const missed = figures.filter(figure => shortfall(figure) > 1);
    return [
      '## Targets',
      targetTable(this.#parts),
      `${figures.length - missed.length} of ${
        figures.length
      } figures with a target meet it.`,
    ].join('\n\n');
  }

  get records(): readonly FigureRecord[] {
    return this.#parts.flatMap(({ figures }) => figures.map(figureRecord));
  }

  /** Puts the figures in the place that is marked for them in a file. */
  async writeInto(file: string): Promise<void> {
    const text = await readFile(file, 'utf8');
    const begin = text.indexOf(BEGIN);
    const end = text.indexOf(END);
    if (begin < 0 || end < begin) {
      throw new Error(`${file} must hold '${BEGIN}' and, below it, '${END}'`);
    }
    const { cpu, cores } = this.environment;
    const figures = [
      BEGIN,
      `Measured on ${cpu}, ${cores} cores. ${versionsText(this.environment)}`,
      this.targets,
      ...this.#parts.map(sectionOf),
    ];
    await writeFile(
      file,
      `${text.slice(0, begin)}${figures.join('\n\n')}\n\n${text.slice(end)}`,
    );
  }
}

function sectionOf({ name, title, figures, notes }: MeasuredPart): string {
  return [`## \`${name}\`: ${title}`, figureTable(figures), ...notes].join(
    '\n\n',
  );
}
