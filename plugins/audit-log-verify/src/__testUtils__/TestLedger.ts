// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto';
import { signCheckpoint } from '../checkpoint/signCheckpoint';
import { SigningKey } from '../checkpoint/SigningKey';
import { rootOfLeaves } from '../merkle/rootOfLeaves';
import { subtreesOf } from '../merkle/subtreesOf';
import { createSeal } from '../seal/createSeal';
import { eraseFromEvent } from '../seal/eraseFromEvent';
import { leafHash } from '../seal/leaf';
import type { Seal } from '../seal/SealableEvent';
import { auditEvent } from './auditEvent';

export type TestEvent = ReturnType<typeof auditEvent>;

/** What a database holds of a ledger; tests change it as an attacker would. */
export interface Row {
  event: TestEvent;
  seal: Seal;
  leaf: Buffer;
}

export const ORIGIN = 'portal.example.com/audit-log';

/** A sealed ledger in memory, and the exports that its portal would write of what is in it. */
export class TestLedger {
  rows: Row[] = [];
  readonly key: SigningKey;

  constructor(size: number, readonly origin = ORIGIN) {
    this.key = SigningKey.generate(origin);
    for (let sequence = 0; sequence < size; sequence++) {
      this.add(auditEvent(sequence));
    }
  }

  add(event: TestEvent): void {
    const seal = createSeal(event);
    this.rows.push({ event, seal, leaf: leafHash(event, seal) });
  }

  /** Takes what an event has of Jane out of it, by an operation, whether there is an erasure or not. */
  erase(sequence: number, operation: string): void {
    const { event, seal, leaf } = this.rows[sequence];
    const isJane = (text: string) => text.includes('jane');
    const erased = eraseFromEvent(event, seal, isJane, operation)!;
    this.rows[sequence] = { ...erased, leaf };
  }

  root(from: number, to: number): Buffer {
    return rootOfLeaves(this.rows.slice(from, to).map(({ leaf }) => leaf));
  }

  /** The checkpoint of so many events, made at a minute of this hour. */
  checkpoint(size: number, minute = 30, keys = [this.key]): string {
    return signCheckpoint(
      {
        origin: this.origin,
        size,
        root: this.root(0, size),
        time: `2026-11-24T12:${minute}:00.000Z`,
      },
      keys,
    );
  }

  skip(from: number, to: number) {
    const hashes = subtreesOf(from, to).map(({ level, index }) =>
      this.root(index * 2 ** level, (index + 1) * 2 ** level).toString(
        'base64',
      ),
    );
    return { skip: { from, to, hashes } };
  }

  /** The lines of an export, but for the manifest. */
  lines(
    options: {
      from?: number;
      size?: number;
      wanted?: (sequence: number) => boolean;
      filters?: object;
    } = {},
  ): object[] {
    const { from = 0, size = this.rows.length, wanted } = options;
    const lines: object[] = [
      {
        auditLogExport: 1,
        origin: this.origin,
        createdAt: '2026-11-24T13:00:00.000Z',
        filters: options.filters ?? {},
        complete: wanted === undefined,
        from,
        to: size,
        checkpoint: this.checkpoint(size),
        ...(from > 0 && { first: this.checkpoint(from, 10) }),
        keys: [this.key.verifier],
      },
    ];
    let skipped = 0;
    const skipTo = (end: number) => {
      if (skipped < end) {
        lines.push(this.skip(skipped, end));
      }
    };
    for (let sequence = from; sequence < size; sequence++) {
      if (wanted?.(sequence) ?? true) {
        skipTo(sequence);
        const { event, seal, leaf } = this.rows[sequence];
        lines.push({ leaf: leaf.toString('base64'), event, seal });
        skipped = sequence + 1;
        if (skipped % 256 === 0 && !wanted && from <= skipped - 256) {
          const root = this.root(skipped - 256, skipped).toString('base64');
          lines.push({ tile: { from: skipped - 256, to: skipped, root } });
        }
      }
    }
    skipTo(size);
    return lines;
  }
}

/** Lines as a file, with the manifest that fits them. */
export function exportFile(lines: readonly object[]): string {
  const text = lines.map(line => `${JSON.stringify(line)}\n`).join('');
  const manifest = {
    events: lines.filter(line => 'event' in line).length,
    bytes: Buffer.byteLength(text),
    sha256: createHash('sha256').update(text).digest('hex'),
    checkpoint: (lines[0] as { checkpoint?: string }).checkpoint,
  };
  return `${text}${JSON.stringify({ manifest })}\n`;
}
