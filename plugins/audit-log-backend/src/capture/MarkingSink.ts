// SPDX-License-Identifier: Apache-2.0
import {
  REGISTRY_LABELS,
  type NewAuditEvent,
} from 'backstage-plugin-audit-log-common';
import type { AuditEventSink } from 'backstage-plugin-audit-log-node';
import type { LoggerService } from '@backstage/backend-plugin-api';
import { checkMetas } from '../eventTypes/checkMetas';
import type { DeclaredType } from '../eventTypes/Declaration';
import type { KnownEventTypes } from '../eventTypes/EventTypes';
import { isExternal } from '../eventTypes/isExternal';
import type { MetaCheck, Mismatch } from '../eventTypes/MetaCheck';

export interface MarkingSinkOptions {
  readonly eventTypes: KnownEventTypes;
  readonly next: AuditEventSink;
  readonly logger: LoggerService;
}

/**
 * Marks events that are not as their plugins have declared: those of an action that nobody has declared, and those whose
 * `meta` is not as declared. They are handed on all the same. Of an action that was declared the category is as declared.
 */
export class MarkingSink implements AuditEventSink {
  readonly #options: MarkingSinkOptions;

  private constructor(options: MarkingSinkOptions) {
    this.#options = options;
  }

  static create(options: MarkingSinkOptions): MarkingSink {
    return new MarkingSink(options);
  }

  async append(events: readonly NewAuditEvent[]): Promise<void> {
    const { eventTypes, next } = this.#options;
    const own = events.filter(({ plugin }) => !isExternal(plugin));
    await eventTypes.know(own.map(({ action }) => action));
    const mismatches = this.#check(own);
    await next.append(
      events.map(event => this.#marked(event, mismatches.has(event))),
    );
    // Only now: what is appended again is counted once.
    mismatches.forEach(({ declared, mismatch }, event) =>
      eventTypes.mismatches.add(event, declared, mismatch),
    );
  }

  #check(events: readonly NewAuditEvent[]) {
    const { registry } = this.#options.eventTypes;
    const checked = events.flatMap(event => {
      const declared = registry.declared(event.action);
      return declared?.check && isWhole(event)
        ? [{ event, declared, check: declared.check, meta: event.meta }]
        : [];
    });
    const found = new Map<
      NewAuditEvent,
      { readonly declared: DeclaredType; readonly mismatch: Mismatch }
    >();
    if (checked.length > 0) {
      checkMetas(checked, check => this.#warn(check, checked)).forEach(
        (mismatch, index) => {
          const { event, declared } = checked[index];
          if (mismatch) {
            found.set(event, { declared, mismatch });
          }
        },
      );
    }
    return found;
  }

  #marked(event: NewAuditEvent, isUnexpected: boolean): NewAuditEvent {
    const { registry } = this.#options.eventTypes;
    const declared = registry.declared(event.action);
    const labels = [
      ...(event.labels ?? []),
      ...(isExternal(event.plugin) || registry.find(event.action)
        ? []
        : [REGISTRY_LABELS.undeclared]),
      ...(isUnexpected ? [REGISTRY_LABELS.unexpectedMeta] : []),
    ];
    const category = declared?.type.category ?? event.category;
    return labels.length === (event.labels?.length ?? 0) &&
      category === event.category
      ? event
      : {
          ...event,
          category,
          ...(labels.length > 0 && { labels: [...new Set(labels)] }),
        };
  }

  #warn(
    check: MetaCheck,
    checked: readonly { readonly declared: DeclaredType }[],
  ): void {
    const slow = checked.find(({ declared }) => declared.check === check);
    this.#options.logger.warn(
      `Checking the meta of ${slow?.declared.type.action} takes too long, so that it is left for ten minutes; its schema should do without patterns that can be matched in many ways, and without alternatives within alternatives`,
    );
  }
}

/** What was taken out or cut is not what the plugin reported. */
function isWhole({ redacted = [], truncated = [] }: NewAuditEvent): boolean {
  return ![...redacted, ...truncated].some(
    pointer => pointer === '/meta' || pointer.startsWith('/meta/'),
  );
}
