// SPDX-License-Identifier: Apache-2.0
import {
  checkCheckpoint,
  type CheckedCheckpoint,
} from '../checkpoint/CheckpointCheck';
import { Findings } from '../findings/Findings';
import { checkClaims } from './checkClaims';
import { chooseKeys } from './chooseKeys';
import { compareEnd } from './compareEnd';
import { comparePresent } from './comparePresent';
import { compareWithSaved } from './compareWithSaved';
import { ExportedTree } from './ExportedTree';
import type { ExportHead } from './ExportFormat';
import type { ExportReport } from './ExportReport';
import { ExportVerifier } from './ExportVerifier';
import { ManifestCheck } from './ManifestCheck';
import { Origins } from './Origins';
import { parseHead } from './parseHead';
import { parseLine } from './parseLine';
import type { Range } from './ranges';
import { Removals } from './Removals';
import type { ReadExportOptions } from './readExport';

const NEWLINE = 10;
const CHECKPOINT = 'The checkpoint of the file';
const FIRST = 'The checkpoint that the file begins with';
/** It is looked at for both, and told of once. */
export const PRESENT = 'The checkpoint of the portal';

/** The verification of one export: takes it block by block and says at the end what came of it. */
export class ExportSession {
  readonly #findings = new Findings();
  readonly #notes: string[] = [];
  readonly #manifest = new ManifestCheck(this.#findings);
  readonly #head: ExportHead;
  readonly #checkpoint: CheckedCheckpoint | undefined;
  readonly #first: CheckedCheckpoint | undefined;
  readonly #present: CheckedCheckpoint | undefined;
  readonly #saved: readonly CheckedCheckpoint[];
  readonly #origins: Origins;
  readonly #removals: Removals;
  readonly #tree: ExportedTree;
  readonly #verifier: ExportVerifier;
  #line = 1;

  /** `line` is the first line, which throws a NotVerifiableError when it is not one of an export. */
  constructor(line: Buffer, options: ReadExportOptions) {
    this.#head = parseHead(line.toString());
    this.#manifest.update(line);
    const keys =
      options.named ?? chooseKeys(options.keys, this.#head.keys, this.#notes);
    this.#origins = new Origins(this.#head.origin, options.keys);
    const check = (which: string, note: string | undefined) =>
      note === undefined
        ? undefined
        : checkCheckpoint(note, { which, keys, findings: this.#findings });
    this.#checkpoint = check(CHECKPOINT, this.#head.checkpoint);
    this.#first = check(FIRST, this.#head.first);
    this.#present = check(PRESENT, options.present);
    this.#saved = (options.savedCheckpoints ?? []).flatMap(
      note => check('The saved checkpoint', note) ?? [],
    );
    this.#tree = new ExportedTree(
      new Set(
        [this.#checkpoint, this.#first, this.#present, ...this.#saved].flatMap(
          one => one?.size ?? [],
        ),
      ),
    );
    this.#removals = new Removals(
      this.#head.origin,
      this.#origins,
      keys,
      this.#findings,
    );
    this.#verifier = new ExportVerifier(
      this.#whole,
      this.#tree,
      this.#removals,
      this.#findings,
    );
  }

  get events(): number {
    return this.#verifier.events;
  }

  /** Takes whole lines; the very last one may lack its newline. */
  take(block: Buffer): void {
    let hashed = 0;
    let start = 0;
    while (start < block.length) {
      const newline = block.indexOf(NEWLINE, start);
      const end = newline < 0 ? block.length : newline + 1;
      this.#line++;
      const line = parseLine(block.toString('utf8', start, end));
      if (line === undefined || this.#manifest.isThere) {
        this.#verifier.refuse(this.#line);
      } else if (line.manifest !== undefined) {
        this.#manifest.update(block.subarray(hashed, start));
        hashed = block.length;
        this.#manifest.take(line.manifest);
      } else {
        this.#verifier.take(line, this.#line);
      }
      start = end;
    }
    this.#manifest.update(block.subarray(hashed));
  }

  finish(): ExportReport {
    this.#verifier.finish();
    this.#manifest.finish(this.events, this.#head.checkpoint);
    compareEnd(this.#tree.size, this.#checkpoint?.size, this.#findings);
    this.#compareRoots();
    this.#notes.push(
      ...checkClaims({
        head: this.#head,
        first: this.#first,
        checkpoint: this.#checkpoint,
        findings: this.#findings,
      }),
    );
    this.#notes.push(
      ...this.#verifier.erasures.report(this.#findings, {
        isToEnd: this.#isToEnd,
        removals: this.#removals,
      }),
      ...this.#origins.notes,
    );
    return this.#report();
  }

  /** Of what the file has to have every event. */
  get #whole(): Range | undefined {
    const { complete, from, to } = this.#head;
    return complete ? [this.#present === undefined ? from : 0, to] : undefined;
  }

  /** Whether the file says that it has every event up to when it was made. */
  get #isToEnd(): boolean {
    const { complete, filters } = this.#head;
    return (
      complete === true &&
      (this.#present !== undefined || filters?.to === undefined)
    );
  }

  /** Whether the file goes over the place that it begins at, where it has to say why it leaves out what comes next. */
  get #isFirstLeftOut(): boolean {
    return this.#whole !== undefined && this.#tree.isWhole;
  }

  #compareRoots(): void {
    for (const [which, checkpoint] of [
      [FIRST, this.#first],
      [CHECKPOINT, this.#checkpoint],
    ] as const) {
      if (checkpoint !== undefined) {
        const fit = this.#tree.fits(checkpoint.size, checkpoint.root);
        if (fit === undefined && which === FIRST && this.#isFirstLeftOut) {
          this.#notes.push(
            `${which} was not compared: the events around its place were removed since their time was over.`,
          );
        } else if (fit === 'neither' || (fit === undefined && this.#isClean)) {
          this.#findings.add({
            kind: 'inconsistent',
            message: `${which} does not fit the events before ${checkpoint.size}: they, or what the ledger keeps of them, were changed after it was signed.`,
            sequence: 0,
            until: checkpoint.size,
          });
        }
        if (!this.#origins.accept(checkpoint.origin, checkpoint.signedBy)) {
          this.#findings.add({
            kind: 'inconsistent',
            message: `${which} is of ${
              checkpoint.origin
            }, the file says it is of ${this.#head.origin}.`,
          });
        }
      }
    }
    if (this.#present !== undefined && this.#head.complete) {
      comparePresent({
        present: this.#present,
        checkpoint: this.#checkpoint,
        tree: this.#tree,
        origins: this.#origins,
        findings: this.#findings,
      });
    }
    for (const saved of this.#saved) {
      compareWithSaved({
        saved,
        checkpoint: this.#checkpoint,
        tree: this.#tree,
        origins: this.#origins,
        findings: this.#findings,
        notes: this.#notes,
      });
    }
  }

  get #isClean(): boolean {
    return this.#findings.count === 0;
  }

  #report(): ExportReport {
    const { filters = {}, complete, from, to } = this.#head;
    return {
      isVerified: this.#isClean,
      events: this.events,
      erased: this.#verifier.erasures.events,
      removed: this.#verifier.removed,
      isComplete: complete === true,
      from,
      to,
      since: this.#first?.time,
      filters,
      checkpoint: this.#checkpoint && {
        ...this.#checkpoint,
        root: this.#checkpoint.root.toString('base64'),
      },
      findings: this.#findings.items,
      findingCount: this.#findings.count,
      notes: this.#notes,
    };
  }
}
