// SPDX-License-Identifier: Apache-2.0
import type {
  ArchiveFile,
  ChangeRetentionRequest,
  Hold,
  HoldInput,
  Retention,
  RetentionChange,
  RetentionPolicy,
  RetentionPreview,
  RetentionRun,
} from 'backstage-plugin-audit-log-common';
import { DateTime, Duration } from 'luxon';
import type { RetentionApi } from '../src';
import { refusal } from './refusal';
import { exampleRetention } from './retention/exampleRetention';

const DAY = 86_400_000;
const ME = 'user:default/jane.doe';

/** Retention that lies in the page's memory; a run goes on each time that one looks. */
export class InMemoryRetention implements RetentionApi {
  static create(
    retention: Retention = exampleRetention(Date.now()),
  ): InMemoryRetention {
    return new InMemoryRetention(retention);
  }

  #state: Retention;

  private constructor(retention: Retention) {
    this.#state = JSON.parse(JSON.stringify(retention));
  }

  async retention(): Promise<Retention> {
    const answer = this.#state;
    this.#set({ runs: answer.runs.map(goneOn) });
    return answer;
  }

  async previewRetention(policy: RetentionPolicy): Promise<RetentionPreview> {
    const now = Date.now();
    const classes = new Map<string, RetentionPreview['classes'][number]>();
    for (const file of this.#state.files) {
      const { class: name, events = 0, period } = file;
      const before = removalOf(this.#state.policy.policy, name, period);
      const after = removalOf(policy, name, period);
      const sooner = after < before ? events : 0;
      const sum = classes.get(name) ?? {
        name,
        events: 0,
        sooner: 0,
        atOnce: 0,
      };
      classes.set(name, {
        name,
        events: sum.events + events,
        sooner: sum.sooner + sooner,
        atOnce: sum.atOnce + (after <= now ? sooner : 0),
      });
    }
    const found = [...classes.values()];
    const sooner = found.reduce((total, one) => total + one.sooner, 0);
    return {
      sooner,
      atOnce: found.reduce((total, one) => total + one.atOnce, 0),
      effectiveAt: iso(now + (sooner > 0 ? 7 * DAY : 0)),
      classes: found,
    };
  }

  async changeRetention(
    request: ChangeRetentionRequest,
  ): Promise<RetentionChange> {
    const { policy, reason, confirmedEvents } = request;
    const { sooner, effectiveAt } = await this.previewRetention(policy);
    if (sooner > 0 && sooner !== confirmedEvents) {
      throw refusal(409, `${sooner} events would be removed sooner by now`);
    }
    const change: RetentionChange = {
      id: crypto.randomUUID(),
      policy,
      source: 'portal',
      state: sooner > 0 ? 'pending' : 'effective',
      reason,
      createdAt: iso(),
      createdBy: ME,
      effectiveAt,
    };
    const changes = this.#state.changes.map(one =>
      one.state === change.state || one.state === 'pending'
        ? { ...one, state: 'replaced' as const }
        : one,
    );
    this.#set({
      changes: [change, ...changes],
      ...(sooner > 0
        ? { pending: change }
        : { policy: change, pending: undefined }),
    });
    return change;
  }

  async cancelRetentionChange(id: string): Promise<RetentionChange> {
    const { pending } = this.#state;
    if (pending?.id !== id) {
      throw refusal(409, 'The change has taken effect, or was cancelled');
    }
    const cancelled: RetentionChange = {
      ...pending,
      state: 'cancelled',
      endedAt: iso(),
      endedBy: ME,
    };
    this.#set({
      pending: undefined,
      changes: this.#state.changes.map(one =>
        one.id === id ? cancelled : one,
      ),
    });
    return cancelled;
  }

  async holdEvents(input: HoldInput): Promise<Hold> {
    const hold: Hold = {
      ...input,
      id: crypto.randomUUID(),
      createdAt: iso(),
      createdBy: ME,
    };
    this.#set({ holds: [hold, ...this.#state.holds] });
    return hold;
  }

  async releaseHold(id: string, releaseReason: string): Promise<Hold> {
    const hold = this.#state.holds.find(one => one.id === id);
    if (!hold || hold.releasedAt) {
      throw refusal(409, 'The hold was released already');
    }
    const released = {
      ...hold,
      releasedAt: iso(),
      releasedBy: ME,
      releaseReason,
    };
    this.#set({
      holds: this.#state.holds.map(one => (one.id === id ? released : one)),
    });
    return released;
  }

  async runRetention(): Promise<RetentionRun> {
    if (this.#state.runs.some(({ state }) => state === 'running')) {
      throw refusal(409, 'A run is under way');
    }
    const run: RetentionRun = {
      id: crypto.randomUUID(),
      state: 'running',
      startedAt: iso(),
      startedBy: ME,
      archivedEvents: 0,
      removedEvents: 0,
    };
    this.#set({ runs: [run, ...this.#state.runs], clock: undefined });
    return run;
  }

  async restoreArchiveFile(id: string, days: number): Promise<RetentionRun> {
    const run = await this.runRetention();
    this.#change(id, {
      restoredUntil: iso(Date.now() + days * DAY),
      restoredBy: ME,
    });
    return run;
  }

  async endRestoration(id: string): Promise<ArchiveFile> {
    return this.#change(id, { restoredUntil: iso() });
  }

  #change(id: string, changed: Partial<ArchiveFile>): ArchiveFile {
    const file = this.#state.files.find(one => one.id === id);
    if (!file) {
      throw refusal(404, `There is no file ${id}`);
    }
    const now = { ...file, ...changed };
    this.#set({
      files: this.#state.files.map(one => (one.id === id ? now : one)),
    });
    return now;
  }

  #set(changed: Partial<Retention>): void {
    this.#state = { ...this.#state, ...changed };
  }
}

function goneOn(run: RetentionRun): RetentionRun {
  if (run.state !== 'running') {
    return run;
  }
  const of = 600_000;
  const events = (run.progress?.events ?? 0) + 200_000;
  return events > of
    ? { ...run, state: 'done', endedAt: iso(), progress: undefined }
    : {
        ...run,
        progress: { step: 'writing', file: '2025-11, default', events, of },
      };
}

/** When the events of a period are due to be removed, in epoch milliseconds. */
function removalOf(
  policy: RetentionPolicy,
  name: string,
  period: string,
): number {
  const rule = policy.rules.find(one => one.name === name);
  const archive = rule?.archive ?? policy.archive;
  return archive === 'forever'
    ? Infinity
    : DateTime.fromISO(period, { zone: 'utc' })
        .plus({ months: 1 })
        .plus(Duration.fromISO(rule?.live ?? policy.live))
        .plus(Duration.fromISO(archive))
        .toMillis();
}

function iso(time = Date.now()): string {
  return new Date(time).toISOString();
}
