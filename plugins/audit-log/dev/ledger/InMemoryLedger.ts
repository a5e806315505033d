// SPDX-License-Identifier: Apache-2.0
import type {
  AuditEvent,
  Checkpoint,
  Erasure,
  ErasureRequest,
  EventProof,
  Health,
  LedgerStatus,
  SealingKey,
  Verification,
  VerificationRange,
} from 'backstage-plugin-audit-log-common';
import { toBase64, utf8 } from '../../src/verification/bytes';
import { leafHash } from '../../src/verification/inclusionRoot';
import { leafData } from '../../src/verification/leafData';
import { refusal } from '../refusal';
import { erasePerson, exampleSeal } from './exampleSeal';
import { ExampleKey } from './ExampleKey';
import { exampleHealth } from './exampleHealth';
import { SparseTree } from './SparseTree';

/** How many times one has to look until what was begun is done. */
const STEPS = 3;

/** Seals events that lie in the page's memory, with proofs that hold; what takes its time goes on each time that one looks. */
export abstract class InMemoryLedger {
  #events: readonly AuditEvent[];
  readonly #seals: Map<string, EventProof['seal']>;
  readonly #size: number;
  #key?: Promise<ExampleKey>;
  #sealed?: Promise<{ tree: SparseTree; checkpoint: Checkpoint }>;
  #runs: readonly Verification[] = [];
  #erasures: readonly Erasure[] = [];

  protected constructor(events: readonly AuditEvent[]) {
    this.#events = events.map(event => JSON.parse(JSON.stringify(event)));
    this.#seals = new Map(
      this.#events.map(event => [event.id, exampleSeal(event)]),
    );
    this.#size = Math.max(
      0,
      ...events.map(({ sequence = -1 }) => sequence + 1),
    );
  }

  /** As they are now, some of them erased. */
  get events(): readonly AuditEvent[] {
    return this.#events;
  }

  async ledgerStatus(): Promise<LedgerStatus> {
    const { checkpoint } = await this.#seal();
    const passed = this.#runs.find(
      ({ state, from }) => state === 'passed' && from === 0,
    );
    return {
      isSealing: true,
      events: this.#size,
      sealed: this.#size,
      checkpoint,
      verified: passed && {
        size: passed.to,
        at: passed.endedAt!,
        recordedUntil: this.#events[0]?.recordedAt,
      },
      problems: [],
    };
  }

  async sealingKeys(): Promise<SealingKey[]> {
    return [(await this.#signingKey()).sealingKey];
  }

  async eventProof(id: string): Promise<EventProof> {
    const event = this.#events.find(candidate => candidate.id === id);
    if (!event) {
      throw refusal(404, `There is no event ${id}`);
    }
    const { sequence } = event;
    if (sequence === undefined) {
      throw refusal(409, 'The event is not sealed yet');
    }
    const { tree, checkpoint } = await this.#seal();
    const proof = await tree.proof(sequence);
    return {
      event,
      seal: this.#seals.get(id)!,
      sequence,
      leaf: toBase64(await this.#leaf(event)),
      proof: proof.map(toBase64),
      checkpoint,
    };
  }

  async verifications(): Promise<Verification[]> {
    this.#runs = this.#runs.map(run => {
      if (run.state !== 'running') {
        return run;
      }
      const step = Math.ceil((run.to - run.from) / STEPS);
      const verified = Math.min(run.to - run.from, run.verified + step);
      return verified < run.to - run.from
        ? { ...run, verified }
        : { ...run, verified, state: 'passed', endedAt: now() };
    });
    return [...this.#runs];
  }

  async startVerification(
    range: VerificationRange = {},
  ): Promise<Verification> {
    if (this.#runs.some(({ state }) => state === 'running')) {
      throw refusal(409, 'A run of verification is under way');
    }
    const run: Verification = {
      id: crypto.randomUUID(),
      state: 'running',
      from: range.from ?? 0,
      to: range.to ?? this.#size,
      verified: 0,
      startedAt: now(),
      startedBy: 'user:default/jane.doe',
      findings: [],
      findingCount: 0,
      erased: this.#events.filter(({ erased }) => erased).length,
    };
    this.#runs = [run, ...this.#runs];
    return run;
  }

  async stopVerification(id: string): Promise<Verification> {
    this.#runs = this.#runs.map(run =>
      run.id === id && run.state === 'running'
        ? { ...run, state: 'stopped', endedAt: now() }
        : run,
    );
    const stopped = this.#runs.find(run => run.id === id);
    if (!stopped) {
      throw refusal(404, `There is no run ${id}`);
    }
    return stopped;
  }

  async erasures(): Promise<Erasure[]> {
    const erasures = this.#erasures;
    this.#erasures = erasures.map(erasure =>
      erasure.state === 'running'
        ? { ...erasure, state: 'done', endedAt: now() }
        : erasure,
    );
    return [...erasures];
  }

  async previewErasure(person: string): Promise<number> {
    const found = await this.#without(person, 'preview');
    return found.filter(Boolean).length;
  }

  async erasePerson({ person, reason }: ErasureRequest): Promise<Erasure> {
    const id = crypto.randomUUID();
    const found = await this.#without(person, id);
    this.#events = this.#events.map((event, index) => {
      const erased = found[index];
      if (erased) {
        this.#seals.set(event.id, erased.seal);
      }
      return erased?.event ?? event;
    });
    const erasure: Erasure = {
      id,
      state: 'running',
      reason,
      startedAt: now(),
      startedBy: 'user:default/jane.doe',
      events: found.filter(Boolean).length,
      archivedEvents: 0,
    };
    this.#erasures = [erasure, ...this.#erasures];
    return erasure;
  }

  async health(): Promise<Health> {
    return exampleHealth(now());
  }

  #without(person: string, operation: string) {
    return Promise.all(
      this.#events.map(event =>
        erasePerson(event, this.#seals.get(event.id)!, person, operation),
      ),
    );
  }

  #signingKey(): Promise<ExampleKey> {
    this.#key ??= ExampleKey.create();
    return this.#key;
  }

  #seal() {
    this.#sealed ??= this.#makeSealed();
    return this.#sealed;
  }

  async #makeSealed() {
    const leaves = new Map(
      await Promise.all(
        this.#events
          .filter(({ sequence }) => sequence !== undefined)
          .map(
            async event => [event.sequence!, await this.#leaf(event)] as const,
          ),
      ),
    );
    const tree = SparseTree.create(this.#size, leaves);
    const key = await this.#signingKey();
    const checkpoint = await key.sign(tree.size, await tree.root(), now());
    return { tree, checkpoint };
  }

  async #leaf(event: AuditEvent) {
    return leafHash(utf8(await leafData(event, this.#seals.get(event.id)!)));
  }
}

function now(): string {
  return new Date().toISOString();
}
