// SPDX-License-Identifier: Apache-2.0
import { type FileHandle, open } from 'node:fs/promises';

const BLOCK_BYTES = 256 * 1024;
/** UTF-8 takes at most so many bytes for a UTF-16 code unit. */
const MOST_BYTES = 3;
/** DuckDB takes so many lines into memory at once, whatever their length. */
const LINES_AT_ONCE = 2048;
const END_OF_LINE = 0x0a;

/** A new file that lines are written to, in blocks. A line is encoded at once: as texts that wait they would outlive the youngest garbage. */
export class LinesFile {
  /**
   * What is written to the file is put together in the block, which is in use until the file is closed. One file after the other can have the
   * same: JavaScript is slow to give back the memory of old ones.
   */
  static async create(path: string, block: Buffer): Promise<LinesFile> {
    return new LinesFile(path, block, await open(path, 'wx', 0o600));
  }

  static newBlock(): Buffer {
    return Buffer.alloc(BLOCK_BYTES);
  }

  private filled = 0;
  private readonly counted = { lines: 0, bytes: 0, longest: 0, recent: 0 };

  private constructor(
    readonly path: string,
    private block: Buffer,
    private readonly file: FileHandle,
  ) {}

  get lines(): number {
    return this.counted.lines;
  }

  get bytes(): number {
    return this.counted.bytes;
  }

  /** Bytes of the longest line. */
  get longest(): number {
    return this.counted.longest;
  }

  /** Bytes of some thousand lines at most, the last ones. */
  get recent(): number {
    return this.counted.recent;
  }

  /** The line must have no end of line in it. */
  async add(line: string): Promise<void> {
    const most = line.length * MOST_BYTES + 1;
    if (this.filled + most > this.block.length) {
      await this.write();
      if (most > this.block.length) {
        this.block = Buffer.alloc(most);
      }
    }
    const bytes = this.block.write(line, this.filled) + 1;
    this.filled += bytes;
    this.block[this.filled - 1] = END_OF_LINE;
    if (this.counted.lines % LINES_AT_ONCE === 0) {
      this.counted.recent = 0;
    }
    this.counted.lines++;
    this.counted.bytes += bytes;
    this.counted.recent += bytes;
    this.counted.longest = Math.max(this.counted.longest, bytes);
  }

  /** Resolves once all of it is written. */
  async close(): Promise<void> {
    try {
      await this.write();
    } finally {
      await this.file.close();
    }
  }

  /** Closes the file, whatever was to be written. */
  async discard(): Promise<void> {
    await this.file.close();
  }

  private async write(): Promise<void> {
    const block = this.block.subarray(0, this.filled);
    this.filled = 0;
    await this.file.writeFile(block);
  }
}
