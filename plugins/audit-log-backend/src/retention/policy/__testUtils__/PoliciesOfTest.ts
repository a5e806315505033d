// SPDX-License-Identifier: Apache-2.0
import type { AuditRecord } from 'backstage-plugin-audit-log-node';
import type { Knex } from 'knex';
import { auditEvent, uuidAt } from '../../../__testUtils__/auditEvent';
import { testLedger } from '../../../__testUtils__/testLedger';
import { ARCHIVE_TABLES } from '../../../database/archiveTables';
import { dialectOf } from '../../../database/dialect';
import { parsePolicy } from '../parsePolicy';
import { RetentionPolicies } from '../RetentionPolicies';

export const DAY_MS = 24 * 60 * 60 * 1000;
export const NOW = Date.parse('2026-11-30T12:00:00Z');

export const policyOf = (live: string, archive: string, rules: object[] = []) =>
  parsePolicy({ live, archive, rules }, 'policy');
export const USUAL = policyOf('1y', '1y');
export const SHORT = policyOf('90d', '1y');
export const LONG = policyOf('1y', '5y');

/** Policies on a database of a test, and events that they are about; stopped by `stopTestLedgers`. */
export class PoliciesOfTest {
  static async create(knex: Knex): Promise<PoliciesOfTest> {
    await testLedger(knex);
    return new PoliciesOfTest(knex);
  }

  now = NOW;
  isTrusted = true;
  hasLeapt = false;
  recorded: AuditRecord[] = [];

  private constructor(readonly knex: Knex) {}

  /** Those of a process whose configuration says so. */
  replica(policy = USUAL): RetentionPolicies {
    return RetentionPolicies.create({
      knex: this.knex,
      dialect: dialectOf(this.knex),
      settings: {
        policy,
        period: 'month',
        changeDelayMs: 7 * DAY_MS,
        runEveryMs: DAY_MS,
      },
      auditLog: { record: async record => void this.recorded.push(record) },
      clock: () => this.now,
      judge: {
        isTrusted: async () => this.isTrusted,
        isSteady: async () => this.isTrusted && !this.hasLeapt,
      },
    });
  }

  change(
    policies: RetentionPolicies,
    policy = SHORT,
    confirmedEvents?: number,
  ): ReturnType<RetentionPolicies['change']> {
    return policies.change({
      policy,
      reason: 'Because',
      changedBy: 'user:default/boss',
      confirmedEvents,
    });
  }

  /** The latest first. */
  async states() {
    return (await this.replica().list()).map(({ state, policy }) => [
      state,
      policy.live,
      policy.archive,
    ]);
  }

  async append(
    ...times: [time: string, count: number, fields?: object][]
  ): Promise<void> {
    const ledger = await testLedger(this.knex);
    await ledger.sink.append(
      times.flatMap(([time, count, fields]) =>
        Array.from({ length: count }, () =>
          auditEvent({ id: uuidAt(Date.parse(time)), ...fields }),
        ),
      ),
    );
  }

  async insertFile(of: object): Promise<void> {
    const { knex } = this;
    const time = dialectOf(knex).writeTime(0);
    await knex(ARCHIVE_TABLES.files).insert({
      id: uuidAt(),
      part: 1,
      name: uuidAt(),
      state: 'archived',
      before_sequence: 0,
      recorded_from: time,
      recorded_to: time,
      started_at: time,
      bytes: 1,
      ...of,
    });
  }
}
