// SPDX-License-Identifier: Apache-2.0
import { performance } from 'node:perf_hooks';
import type { NewAuditEvent } from 'backstage-plugin-audit-log-common';
import type { AuditEventSink } from 'backstage-plugin-audit-log-node';

const MOST = 1_000;

/** Hands on events, and remembers how long it took the next sink to take them. */
export class MeasuringSink implements AuditEventSink {
  readonly #next: AuditEventSink;
  /** Of the last commits; the oldest is overwritten. */
  readonly #milliseconds: number[] = [];
  #commits = 0;
  #committedAt: number | undefined;
  #observe: (milliseconds: number) => void = () => {};

  private constructor(next: AuditEventSink) {
    this.#next = next;
  }

  static create(options: { readonly next: AuditEventSink }): MeasuringSink {
    return new MeasuringSink(options.next);
  }

  /** When the next sink took events the last time, in epoch milliseconds. */
  get committedAt(): number | undefined {
    return this.#committedAt;
  }

  /** What the last commits took; undefined before the first. */
  get milliseconds():
    | { readonly p50: number; readonly p99: number }
    | undefined {
    if (this.#milliseconds.length === 0) {
      return undefined;
    }
    const sorted = [...this.#milliseconds].sort((a, b) => a - b);
    const at = (part: number) =>
      sorted[Math.min(Math.floor(part * sorted.length), sorted.length - 1)];
    return { p50: at(0.5), p99: at(0.99) };
  }

  /** Is told what each commit takes from now on. */
  observe(observe: (milliseconds: number) => void): void {
    this.#observe = observe;
  }

  async append(events: readonly NewAuditEvent[]): Promise<void> {
    const begun = performance.now();
    await this.#next.append(events);
    const took = performance.now() - begun;
    this.#milliseconds[this.#commits++ % MOST] = took;
    this.#committedAt = Date.now();
    this.#observe(took);
  }
}
