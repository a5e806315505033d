// SPDX-License-Identifier: Apache-2.0
import { stringifyError } from '@backstage/errors';
import type { VerificationFinding } from 'backstage-plugin-audit-log-common';
import { TreeRange } from 'backstage-plugin-audit-log-verify';
import { ERASURE_ACTIONS } from '../../erasure/operations/readErasureEvents';
import type { SealedEvent } from '../../query/AuditEventReader';
import { leafOf } from '../../retention/archiving/leafOf';
import { readKeptLeaves } from '../../retention/archiving/operations/readSpan';
import { BLOCK } from '../../retention/archiving/operations/sequenceBlocks';
import { fileNames } from '../../retention/files/fileNames';
import { RangeSet } from '../../retention/files/RangeSet';
import { DamagedFileError } from '../../retention/format/DamagedFileError';
import { hashFile } from '../../retention/format/hashFile';
import type { ErasedEvents } from '../erasures/ErasedEvents';
import type { ErasureRecords } from '../erasures/ErasureRecords';
import { isGone } from '../erasures/readFiledErasures';
import type { VerificationContext } from '../VerificationContext';
import type { ArchiveCoverage } from './ArchiveCoverage';
import type { CoveredFile } from './readCovered';
import type { VerifiedArchive } from './checkArchive';
import { checkText } from './checkText';

interface FileCheckOptions {
  readonly context: VerificationContext;
  readonly archive: VerifiedArchive;
  readonly coverage: ArchiveCoverage;
  readonly covered: CoveredFile;
  readonly erased: ErasedEvents;
  readonly records: ErasureRecords;
}

/** Compares one file with what is kept of it. */
export class FileCheck {
  static create(options: FileCheckOptions): FileCheck {
    return new FileCheck(options);
  }

  readonly #found = new RangeSet();
  readonly #tree = TreeRange.empty();
  #block = -1;
  /** Asked when something is found, and once. */
  #current: Promise<boolean> | undefined;
  #leaves: (sequence: number) => Buffer | undefined = () => undefined;

  private constructor(private readonly options: FileCheckOptions) {}

  async run(): Promise<void> {
    const { context, coverage, covered } = this.options;
    try {
      await this.#check();
    } catch (error: unknown) {
      // What is removed while it is read fails in the end, and nothing is wrong with it.
      context.signal.throwIfAborted();
      if (!(await coverage.isCurrent(covered))) {
        return;
      }
      if (!isGone(error)) {
        throw error;
      }
      await this.#tell('removed', `${this.#name} is not there any more`);
    }
  }

  async #check(): Promise<void> {
    const { archive, context, covered } = this.options;
    const { file } = covered;
    await checkText(context, archive, {
      name: fileNames(file).manifest,
      text: covered.manifest,
      sequences: file.content.sequences,
      isCurrent: () => this.#isCurrent(),
    });
    const local = await archive.store.open(file.name, context.signal);
    let isDamaged = false;
    try {
      const { sha256 } = await hashFile(local.path, context.signal);
      isDamaged = sha256 !== file.content.sha256;
      if (isDamaged) {
        await this.#tell('altered', `${this.#name} is not what was written`);
      }
      await this.#read(local.path);
    } finally {
      local.release(isDamaged);
    }
  }

  get #name(): string {
    const { file } = this.options.covered;
    return `The file ${file.name} of the archive, with ${file.content.events} events,`;
  }

  /** It may be removed, or written anew, while this is under way: then nothing is wrong with it. */
  #isCurrent(): Promise<boolean> {
    const { coverage, covered } = this.options;
    this.#current ??= coverage.isCurrent(covered);
    return this.#current;
  }

  async #tell(kind: 'removed' | 'altered', message: string): Promise<void> {
    const { sequences } = this.options.covered.file.content;
    await this.#add({
      kind,
      message,
      sequence: sequences[0][0],
      until: sequences[sequences.length - 1][1],
    });
  }

  async #add(finding: VerificationFinding): Promise<void> {
    if (await this.#isCurrent()) {
      this.options.context.findings.add(finding);
    }
  }

  async #read(path: string): Promise<void> {
    const { archive, context, covered } = this.options;
    const { pace, signal } = context;
    try {
      for await (const events of archive.files.read(path, { signal })) {
        for (const sealed of events) {
          await this.#take(sealed);
        }
        await pace.breathe(signal);
      }
    } catch (error: unknown) {
      if (!(error instanceof DamagedFileError)) {
        throw error;
      }
      await this.#tell(
        'altered',
        `${this.#name} cannot be read to its end: ${stringifyError(error)}`,
      );
      return;
    }
    this.options.records.sawFile(covered);
    const expected = RangeSet.of(covered.file.content.sequences);
    if (!this.#found.equals(expected)) {
      await this.#tell(
        'altered',
        `${this.#name} has events of other sequences`,
      );
    } else if (this.#tree.root().toString('base64') !== covered.root) {
      await this.#tell(
        'altered',
        `${this.#name} has not the root of its manifest`,
      );
    }
  }

  async #take(sealed: SealedEvent): Promise<void> {
    const { coverage, erased, records } = this.options;
    const { event, seal } = sealed;
    const sequence = event.sequence!;
    const kept = await this.#kept(sequence);
    const leaf = computed(sealed);
    if (kept && !leaf?.equals(kept)) {
      await this.#add({
        kind: 'altered',
        message: `Event ${sequence}, in the archive, is not as it was sealed`,
        sequence,
        eventId: event.id,
      });
    }
    this.#found.append(sequence);
    this.#tree.append(leaf ?? Buffer.alloc(32));
    erased.see(seal, {
      sequence,
      recordedAt: Date.parse(event.recordedAt),
      isCounted: coverage.wasFiled(sequence),
    });
    if (ERASURE_ACTIONS.includes(event.action)) {
      records.see(event);
    }
  }

  async #kept(sequence: number): Promise<Buffer | undefined> {
    const block = Math.floor(sequence / BLOCK);
    if (block !== this.#block) {
      const { knex } = this.options.context;
      const from = block * BLOCK;
      this.#leaves = await readKeptLeaves(knex, from, from + BLOCK);
      this.#block = block;
    }
    return this.#leaves(sequence);
  }
}

/** Undefined where event and seal do not fit each other. */
function computed(sealed: SealedEvent): Buffer | undefined {
  try {
    return leafOf(sealed);
  } catch {
    return undefined;
  }
}
