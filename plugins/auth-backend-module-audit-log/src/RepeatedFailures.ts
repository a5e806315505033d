// SPDX-License-Identifier: Apache-2.0
import type { SignInReport, SignInReporter } from './SignInReporter';

interface Repeats {
  readonly report: SignInReport;
  readonly since: number;
  count: number;
}

const WINDOW_MS = 60_000;
/** So many failures are told apart at a time, and so many different ones from one address. */
const MOST_FAILURES = 1_000;
const MOST_FROM_ONE_ADDRESS = 10;

/**
 * Reports what anybody can cause as often as they like, without being known. The first time it is reported at once; what is
 * the same, from the same address and within a minute, becomes one more event with a count at the end of that minute.
 *
 * When one address causes many different ones, they count as the same; when many addresses do, all of a provider do.
 */
export class RepeatedFailures {
  readonly #reporter: SignInReporter;
  /** In the order in which they began, and so in the order in which they end. */
  readonly #open = new Map<string, Repeats>();
  readonly #ofAddress = new Map<string, number>();
  #timer: NodeJS.Timeout | undefined;

  private constructor(reporter: SignInReporter) {
    this.#reporter = reporter;
  }

  static create(options: {
    readonly reporter: SignInReporter;
  }): RepeatedFailures {
    return new RepeatedFailures(options.reporter);
  }

  report(report: SignInReport): void {
    this.#endThoseBefore(Date.now() - WINDOW_MS);
    const { key, meta } = this.#place(report);
    const repeats = this.#open.get(key);
    if (repeats) {
      repeats.count++;
      return;
    }
    const first = { ...report, meta: { ...report.meta, ...meta } };
    const { ip = '' } = report.request;
    this.#open.set(key, { report: first, since: Date.now(), count: 0 });
    this.#ofAddress.set(ip, (this.#ofAddress.get(ip) ?? 0) + 1);
    this.#reporter.report(first);
    this.#schedule();
  }

  /** Reports all that was counted so far. */
  close(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#endThoseBefore(Infinity);
  }

  /** What a failure is counted under: itself if there is room for it, else what has more in common. */
  #place({ eventId, provider, request, reason }: SignInReport) {
    const { ip = '' } = request;
    const ofProvider = [eventId, provider];
    const exact = JSON.stringify([...ofProvider, ip, reason ?? '']);
    if (
      this.#open.has(exact) ||
      (this.#open.size < MOST_FAILURES &&
        (this.#ofAddress.get(ip) ?? 0) < MOST_FROM_ONE_ADDRESS)
    ) {
      return { key: exact };
    }
    const various = JSON.stringify([...ofProvider, ip]);
    if (this.#open.has(various) || this.#open.size < MOST_FAILURES) {
      return { key: various, meta: { various: 'reasons' } };
    }
    return {
      key: JSON.stringify(ofProvider),
      meta: { various: 'addresses' },
    };
  }

  #endThoseBefore(time: number): void {
    for (const [key, { report, since, count }] of this.#open) {
      if (since > time) {
        return;
      }
      this.#open.delete(key);
      const { ip = '' } = report.request;
      const left = (this.#ofAddress.get(ip) ?? 1) - 1;
      if (left > 0) {
        this.#ofAddress.set(ip, left);
      } else {
        this.#ofAddress.delete(ip);
      }
      if (count > 0) {
        this.#reporter.report({
          ...report,
          meta: {
            ...report.meta,
            count,
            since: new Date(since).toISOString(),
          },
        });
      }
    }
  }

  /** One timer for all. */
  #schedule(): void {
    const oldest = this.#open.values().next().value;
    if (this.#timer || !oldest) {
      return;
    }
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      this.#endThoseBefore(Date.now() - WINDOW_MS);
      this.#schedule();
    }, Math.max(oldest.since + WINDOW_MS - Date.now(), 0));
    this.#timer.unref();
  }
}
