// SPDX-License-Identifier: Apache-2.0
import {
  ACTOR_TYPES,
  OUTCOMES,
  SEVERITIES,
} from 'backstage-plugin-audit-log-common';
import { JsonWriter } from './JsonWriter';
import { PART, SplitDetails } from './SplitDetails';
import { COLUMN, type StoredRow } from './StoredRow';

/** Bytes of a byte in quotes, of one that has to be escaped. */
const MOST_ESCAPED = 6;
/** Bytes of all that is written that is no text of the row: names, numbers, times. */
const MOST_BESIDE_TEXT = 1024;

const ID = Buffer.from('{"id":"');
const SEQUENCE = Buffer.from('","sequence":');
const OPERATION = Buffer.from(',"operationId":"');
const OPERATION_BEHIND_ID = Buffer.from('","operationId":"');
const OCCURRED = Buffer.from('","occurredAt":"');
const RECORDED = Buffer.from('","recordedAt":"');
const QUOTE = Buffer.from('"');
const DURATION = Buffer.from('","durationMs":');
const PLUGIN = Buffer.from(',"plugin":');
const EVENT = Buffer.from(',"event":');
const ACTION = Buffer.from(',"action":');
const CATEGORY = Buffer.from(',"category":');
/** From the severity to the kind of actor, of all there can be. */
const KINDS = SEVERITIES.map(severity =>
  OUTCOMES.map(outcome =>
    ACTOR_TYPES.map(type =>
      Buffer.from(
        `,"severity":"${severity}","outcome":"${outcome}","actor":{"type":"${type}"`,
      ),
    ),
  ),
);
const REF = Buffer.from(',"ref":');
const TITLE = Buffer.from(',"title":');
const VIA = Buffer.from(',"via":');
const ACTOR_END = Buffer.from('}');
const COMMA = Buffer.from(',');
const NO_TARGETS = Buffer.from(',"targets":[]');
const NO_PROJECTS = Buffer.from(',"projects":[]');
const NO_META = Buffer.from(',"meta":{}');
const END = Buffer.from('}');

/**
 * Writes events of rows as JSON: the text that `JSON.stringify(eventFromRow(row))` is. The details are JSON already and hold most of
 * it, in the same order, so that their bytes go on as they are, and neither text nor object is made of them only to be written
 * again.
 */
export class EventJson {
  private readonly details = new SplitDetails();

  constructor(private readonly writer: JsonWriter) {}

  /** Whatever is written of a row takes no more bytes than this. */
  static mostBytes(row: StoredRow): number {
    const details = row.lengthOf(COLUMN.details);
    const others = row.size - details;
    return MOST_BESIDE_TEXT + others * MOST_ESCAPED + details;
  }

  /**
   * False, and nothing is written, where details are not as they are usually written, such as those of which something was erased:
   * whoever asks has to make an object of them.
   */
  write(row: StoredRow): boolean {
    const begin = row.begins[COLUMN.details];
    const end = row.ends[COLUMN.details];
    if (!this.details.split(row.bytes, begin, end)) {
      return false;
    }
    this.writeColumns(row);
    this.writeActor(row);
    this.writeDetails(row.bytes, end);
    return true;
  }

  private writeColumns(row: StoredRow): void {
    const { writer } = this;
    const { bytes, begins } = row;
    writer.append(ID);
    writer.uuid(bytes, begins[COLUMN.id]);
    const sequence = row.sequence();
    if (sequence === undefined) {
      writer.append(OPERATION_BEHIND_ID);
    } else {
      writer.append(SEQUENCE);
      writer.integer(sequence);
      writer.append(OPERATION);
    }
    writer.uuid(bytes, begins[COLUMN.operation_id]);
    writer.append(OCCURRED);
    writer.time(row.time(COLUMN.occurred_at));
    writer.append(RECORDED);
    writer.time(row.time(COLUMN.recorded_at));
    if (row.has(COLUMN.duration_ms)) {
      writer.append(DURATION);
      writer.integer(row.number(COLUMN.duration_ms));
    } else {
      writer.append(QUOTE);
    }
    this.writeText(PLUGIN, row, COLUMN.plugin);
    this.writeText(EVENT, row, COLUMN.event);
    this.writeText(ACTION, row, COLUMN.action);
    this.writeText(CATEGORY, row, COLUMN.category);
  }

  private writeActor(row: StoredRow): void {
    const { details, writer } = this;
    writer.append(
      KINDS[row.number(COLUMN.severity)][row.number(COLUMN.outcome)][
        row.number(COLUMN.actor_type)
      ],
    );
    if (row.has(COLUMN.actor)) {
      this.writeText(REF, row, COLUMN.actor);
    }
    if (details.has(PART.actorTitle)) {
      writer.append(TITLE);
      const { begins, ends } = details;
      writer.copy(row.bytes, begins[PART.actorTitle], ends[PART.actorTitle]);
    }
    if (row.has(COLUMN.via)) {
      this.writeText(VIA, row, COLUMN.via);
    }
    writer.append(ACTOR_END);
  }

  private writeText(name: Buffer, row: StoredRow, column: number): void {
    const { writer } = this;
    writer.append(name);
    writer.quoted(row.bytes, row.begins[column], row.ends[column]);
  }

  /** All from the targets on, whose order is that of details. */
  private writeDetails(bytes: Buffer, end: number): void {
    const { details, writer } = this;
    if (
      details.has(PART.targets) &&
      details.has(PART.projects) &&
      details.has(PART.meta)
    ) {
      writer.append(COMMA);
      writer.copy(bytes, details.names[PART.targets], end);
      return;
    }
    for (let part = PART.targets; part < details.names.length; part++) {
      if (details.has(part)) {
        writer.append(COMMA);
        writer.copy(bytes, details.names[part], details.ends[part]);
      } else if (part === PART.targets) {
        writer.append(NO_TARGETS);
      } else if (part === PART.projects) {
        writer.append(NO_PROJECTS);
      } else if (part === PART.meta) {
        writer.append(NO_META);
      }
    }
    writer.append(END);
  }
}
