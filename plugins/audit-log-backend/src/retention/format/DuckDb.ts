// SPDX-License-Identifier: Apache-2.0
import { mkdir, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { isError } from '@backstage/errors';
import type { DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { createProcessDirectory } from '../store/processDirectory';
import { sqlText } from './sqlText';
import { loadDuckDb } from './loadDuckDb';

/**
 * What was used is given back, in pieces so small that little waits for it: with 8 MB at a time it takes twice the memory, and a tenth
 * less of the processors. Files are kept in memory by the system already.
 */
const FRUGAL = {
  enable_external_file_cache: 'false',
  allocator_flush_threshold: '256KB',
  allocator_bulk_deallocation_flush_threshold: '256KB',
  allocator_background_threads: 'true',
};
/** An interrupt is lost on a statement that has not begun yet: it is given until it is heard. */
const INTERRUPT_EVERY_MS = 20;
/** After such an error, which may be told as one of a file, the instance is of no use any more, whatever it is asked. */
const FATAL = /\b(INTERNAL|FATAL) Error|database has been invalidated/;
/** Of who still writes into the directory, and is about to hear that this is closed. */
const REMOVE_AGAIN = 10;

/** A connection of one's own, for as long as it is not released. */
export interface DuckDbLease {
  readonly connection: DuckDBConnection;
  release(): void;
}

/**
 * DuckDB in this process: loaded when it is first needed, held to some memory and to some directories, with a directory of its own for
 * what does not fit into memory. A statement takes one of the few threads that Node has for files and names while it runs.
 */
export class DuckDb {
  static create(options: {
    /** Gets a directory of this process. */
    readonly directory: string;
    /** Further directories with files to read. */
    readonly readable: readonly string[];
    readonly memoryBytes: number;
    /** One keeps rows in their order without holding back any; more are quicker at finding some. */
    readonly threads: 1 | 2;
  }): DuckDb {
    return new DuckDb(
      resolve(options.directory),
      options.readable.map(directory => resolve(directory)),
      options.memoryBytes,
      options.threads,
    );
  }

  private work?: Promise<string>;
  private opened?: Promise<DuckDBInstance>;
  private readonly leases = new Set<DuckDbLease>();
  /** Who has a lease, or waits for one. */
  private users = 0;
  private readonly connecting = new Set<Promise<DuckDBConnection>>();
  private readonly closing = new AbortController();

  private constructor(
    private readonly directory: string,
    private readonly readable: readonly string[],
    private readonly memoryBytes: number,
    private readonly threads: 1 | 2,
  ) {}

  /** A directory of this process, empty at first, that files can be written to and read from. */
  async workDirectory(): Promise<string> {
    this.requireOpen();
    this.work ??= createProcessDirectory(this.directory, 'duckdb');
    try {
      const directory = await this.work;
      // Somebody may have cleaned up.
      await mkdir(directory, { recursive: true, mode: 0o700 });
      return directory;
    } catch (error: unknown) {
      this.work = undefined;
      throw error;
    }
  }

  /** A connection. Its statements are interrupted once the signal is aborted, or this is closed. */
  async connect(signal: AbortSignal): Promise<DuckDbLease> {
    signal.throwIfAborted();
    const connection = await this.nextConnection(signal);
    let repeat: NodeJS.Timeout | undefined;
    const interrupt = () => {
      connection.interrupt();
      repeat ??= setInterval(interrupt, INTERRUPT_EVERY_MS);
    };
    const signals = [signal, this.closing.signal];
    signals.forEach(each => each.addEventListener('abort', interrupt));
    if (signals.some(each => each.aborted)) {
      interrupt();
    }
    const lease = {
      connection,
      release: () => {
        if (this.leases.delete(lease)) {
          signals.forEach(each => each.removeEventListener('abort', interrupt));
          clearInterval(repeat);
          connection.closeSync();
          this.users--;
        }
      },
    };
    this.leases.add(lease);
    return lease;
  }

  /** Does something with a connection, which is released at its end. */
  async use<T>(
    signal: AbortSignal,
    work: (connection: DuckDBConnection) => Promise<T>,
  ): Promise<T> {
    const lease = await this.connect(signal);
    try {
      return await work(lease.connection);
    } catch (error: unknown) {
      throw this.rejected(error, signal);
    } finally {
      lease.release();
    }
  }

  /** What to reject with when a statement has been rejected so. The next one gets an instance anew where this one is broken. */
  rejected(error: unknown, signal: AbortSignal): unknown {
    if (isError(error) && FATAL.test(error.message)) {
      this.opened = undefined;
    }
    return signal.aborted ? signal.reason : error;
  }

  /** Gives back all memory unless somebody else is using it: it is loaded no more, and opened anew when it is needed. */
  async rest(): Promise<void> {
    const { opened } = this;
    if (this.users === 0 && opened) {
      this.opened = undefined;
      const instance = await opened.catch(() => undefined);
      instance?.closeSync();
    }
  }

  async close(): Promise<void> {
    this.closing.abort();
    // An instance that is closed while a thread connects to it ends the whole process.
    await Promise.allSettled(this.connecting);
    const [instance, directory] = await Promise.all([
      this.opened?.catch(() => undefined),
      this.work?.catch(() => undefined),
    ]);
    this.opened = undefined;
    instance?.closeSync();
    if (directory) {
      await rm(directory, {
        recursive: true,
        force: true,
        maxRetries: REMOVE_AGAIN,
      });
    }
  }

  private async nextConnection(signal: AbortSignal): Promise<DuckDBConnection> {
    const connecting = this.connectionOf(signal);
    this.connecting.add(connecting);
    try {
      return await connecting;
    } finally {
      this.connecting.delete(connecting);
    }
  }

  private async connectionOf(signal: AbortSignal): Promise<DuckDBConnection> {
    this.users++;
    try {
      const instance = await this.open();
      const connection = await instance.connect();
      if (signal.aborted || this.closing.signal.aborted) {
        connection.closeSync();
        signal.throwIfAborted();
        this.requireOpen();
      }
      return connection;
    } catch (error: unknown) {
      this.users--;
      throw error;
    }
  }

  private async open(): Promise<DuckDBInstance> {
    this.requireOpen();
    const opened = (this.opened ??= this.start());
    try {
      return await opened;
    } catch (error: unknown) {
      if (this.opened === opened) {
        this.opened = undefined;
      }
      throw error;
    }
  }

  private async start(): Promise<DuckDBInstance> {
    [this.directory, ...this.readable].forEach(requireNoPattern);
    const { DuckDBInstance: Instance } = loadDuckDb();
    const directory = await this.workDirectory();
    const instance = await Instance.create(':memory:', {
      memory_limit: `${Math.floor(this.memoryBytes / 1024)}KiB`,
      threads: `${this.threads}`,
      preserve_insertion_order: `${this.threads > 1}`,
      ...FRUGAL,
    });
    const connection = await instance.connect();
    const allowed = [this.directory, ...this.readable].map(sqlText);
    for (const setting of [
      `temp_directory = ${sqlText(join(directory, 'spilled'))}`,
      `allowed_directories = [${allowed.join()}]`,
      'autoinstall_known_extensions = false',
      'autoload_known_extensions = false',
      'enable_external_access = false',
      // Which each connection has of its own.
      `allowed_configs = ['streaming_buffer_size']`,
      'lock_configuration = true',
    ]) {
      await connection.run(`SET ${setting}`);
    }
    connection.closeSync();
    return instance;
  }

  private requireOpen(): void {
    if (this.closing.signal.aborted) {
      throw new Error('DuckDB is asked for after it was closed');
    }
  }
}

function requireNoPattern(directory: string): void {
  if (/[*?[]/.test(directory)) {
    throw new Error(
      `Files of events cannot be in ${resolve(
        directory,
      )}: DuckDB takes *, ? and [ in a path for patterns. Name another directory in auditLog.archive`,
    );
  }
}
