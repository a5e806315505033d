// SPDX-License-Identifier: Apache-2.0
import { setTimeout as sleep } from 'node:timers/promises';
import type { LoggerService } from '@backstage/backend-plugin-api';
import type {
  Checkpoint,
  LedgerStatus,
} from 'backstage-plugin-audit-log-common';
import { Checkpoints } from './Checkpoints';
import { DamagedTreeError } from './DamagedTreeError';
import { noteSealingKeys } from './operations/sealingKeyRows';
import type { SealingState } from './operations/readSealingState';
import type { CheckpointOutlet } from './outlets/CheckpointOutlet';
import { SealingRefusedError } from './SealingRefusedError';
import { sealNext, type SealingResult, type SealNextOptions } from './sealNext';
import { Witness, type WitnessOptions } from './Witness';

/** How often each process looks for what others have put in order. */
const INTERVAL_MS = 250;
/** Between two checkpoints, whoever makes them. */
const PACE_MS = 400;
/** So many events are sealed at once, whatever the pace. */
const MANY_EVENTS = 20_000;
/** While the ledger must not be signed. */
const REFUSED_INTERVAL_MS = 2_000;
const THIN_EVERY_MS = 60 * 60_000;

export type SealingProblem = LedgerStatus['problems'][number];

export interface SealerOptions extends Omit<SealNextOptions, 'known'> {
  readonly logger: LoggerService;
  readonly outlets: readonly CheckpointOutlet[];
  readonly remember?: WitnessOptions['remember'];
}

/**
 * Seals what is in order, within a second of its commit.
 *
 * Every process runs one. Whichever gets the lock of the tree does the turn; they keep the pace together, by the time of the last
 * checkpoint. A ledger that is not what was signed, or has not grown from what any of them has seen of it, is not signed again, by none
 * of them, until somebody has put it right: what is recorded meanwhile is kept with its leaves, and sealed then.
 */
export class Sealer {
  static create(options: SealerOptions): Sealer {
    return new Sealer(options);
  }

  private readonly stopping = new AbortController();
  private woken = new AbortController();
  private loop: Promise<void> = Promise.resolve();
  private readonly witness: Witness;
  private isPrepared = false;
  /** Whether what was signed before was found as it was; looked at in each turn, and at the start. */
  private isAccepted = false;
  private failing = false;
  private refusal: SealingProblem | undefined;
  private thinnedAt = -Infinity;
  private milliseconds: number | undefined;
  private state: SealingState | undefined;

  private constructor(private readonly options: SealerOptions) {
    this.witness = Witness.create(options);
  }

  /** Why nothing is signed. */
  get problem(): SealingProblem | undefined {
    return this.refusal;
  }

  /** How far sealing was when this process last looked. */
  get lastState(): SealingState | undefined {
    return this.state;
  }

  /** What the last turn took. */
  get lastMilliseconds(): number | undefined {
    return this.milliseconds;
  }

  start(): void {
    if (this.options.keys.signing.length === 0) {
      this.refusal = {
        code: 'unsigned',
        message:
          'There is no key to seal the audit log with: give one in auditLog.sealing.keys or name a file in auditLog.sealing.keyFile',
      };
      return;
    }
    this.loop = this.run(this.stopping.signal);
  }

  /** Seals what is in order, and stops. */
  async stop(): Promise<void> {
    this.stopping.abort();
    await this.loop;
    await this.witness.end();
    await Promise.all(this.options.outlets.map(outlet => outlet.close()));
  }

  /** Batches were given their place. */
  wake(): void {
    this.woken.abort();
  }

  private async run(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      await this.turn();
      const woken = AbortSignal.any([signal, this.woken.signal]);
      await sleep(this.refusal ? REFUSED_INTERVAL_MS : INTERVAL_MS, undefined, {
        signal: this.refusal ? signal : woken,
      }).catch(() => {});
      this.woken = new AbortController();
    }
    if (!this.failing) {
      await this.turn();
    }
  }

  /** Never rejects: the database being away is waited out. */
  private async turn(): Promise<void> {
    try {
      await this.prepare();
      let more = true;
      while (more && (await this.isDue())) {
        const began = performance.now();
        const { known } = this.witness;
        const result = await sealNext({ ...this.options, known });
        if (result.state === 'sealed') {
          this.milliseconds = performance.now() - began;
          await this.take(result.checkpoint);
        }
        if (result.state !== 'busy') {
          await this.accept(result.state);
        }
        more = result.state === 'sealed' && result.more;
      }
      this.failing = false;
    } catch (error: unknown) {
      this.fail(error);
    }
  }

  private async prepare(): Promise<void> {
    if (!this.isPrepared) {
      const { knex, dialect, keys } = this.options;
      await this.witness.begin();
      const verifiers = keys.signing.map(({ verifier }) => verifier);
      await noteSealingKeys(knex, dialect, verifiers);
      this.isPrepared = true;
    }
  }

  /** Whether there is something to seal; waits until it is time for it. */
  private async isDue(): Promise<boolean> {
    this.state = await this.witness.look();
    const { events, sealed, sealedAt, now } = this.state;
    const since = sealedAt === undefined ? Infinity : now - sealedAt;
    if (events - sealed < MANY_EVENTS && since >= 0 && since < PACE_MS) {
      await sleep(PACE_MS - since, undefined, {
        signal: this.stopping.signal,
      }).catch(() => {});
    }
    return events > sealed || !this.isAccepted;
  }

  private async take(checkpoint: Checkpoint): Promise<void> {
    this.witness.sign(checkpoint);
    this.options.outlets.forEach(outlet => outlet.put(checkpoint));
    if (Date.now() - this.thinnedAt > THIN_EVERY_MS) {
      this.thinnedAt = Date.now();
      await Checkpoints.create(this.options).thin(Date.now());
    }
  }

  /** What was signed before is as it was. */
  private async accept(state: SealingResult['state']): Promise<void> {
    if (!this.isAccepted && state === 'idle') {
      const latest = await Checkpoints.create(this.options).latest();
      this.options.outlets.forEach(outlet => latest && outlet.put(latest));
    }
    if (this.refusal) {
      this.refusal = undefined;
      this.options.logger.info('The audit log is sealed again');
    }
    this.isAccepted = true;
  }

  private fail(error: unknown): void {
    const { dialect, logger } = this.options;
    if (
      error instanceof SealingRefusedError ||
      error instanceof DamagedTreeError
    ) {
      const code =
        error instanceof SealingRefusedError ? error.code : 'altered';
      this.isAccepted = false;
      if (this.refusal?.message !== error.message) {
        this.refusal = { code, message: error.message };
        logger.error(
          `The audit log is not sealed any more: ${error.message}. What is recorded is kept, and sealed once this is put right`,
        );
      }
    } else if (!this.failing && !dialect.isConcurrencyError(error)) {
      this.failing = true;
      logger.warn(
        'Audit events are in order but not sealed for now; it is tried again until it works',
        { cause: String(error) },
      );
    }
  }
}
