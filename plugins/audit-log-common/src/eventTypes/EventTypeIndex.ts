// SPDX-License-Identifier: Apache-2.0
import type { EventType } from '../event';
import { describeExternalAction } from './describeExternalAction';
import { inWords, titleOf } from './inWords';

/** Event ids are made of words, and one that begins or ends with such a word only reads: get-instances, role-read. */
const READS = /^(get|list|read|fetch|search)-|-(read|fetch|list|search)$/;

/**
 * Finds what to call an action among the event types that are known.
 *
 * @public
 */
export class EventTypeIndex {
  /** Of several types of one action, the last. */
  static of(types: Iterable<EventType>): EventTypeIndex {
    const byAction = new Map<string, EventType>();
    const categoryOfPlugin = new Map<string, string>();
    for (const type of types) {
      byAction.set(type.action, type);
      categoryOfPlugin.set(type.plugin, type.category);
    }
    return new EventTypeIndex(byAction, categoryOfPlugin);
  }

  private constructor(
    private readonly byAction: ReadonlyMap<string, EventType>,
    private readonly categoryOfPlugin: ReadonlyMap<string, string>,
  ) {}

  /** What is known of an action; a kind that is not known goes by its event. */
  find(action: string): EventType | undefined {
    const known =
      this.byAction.get(action) ??
      this.byAction.get(action.split('.', 2).join('.'));
    return known && { ...known, action };
  }

  /**
   * As it is known, or made of the words of the action itself, so that a plugin nobody has heard of still reads well
   * (`quality.report-write.publish` becomes "Report write: publish").
   */
  describe(action: string): EventType {
    const known = this.find(action) ?? describeExternalAction(action);
    if (known) {
      return known;
    }
    const [plugin, event = '', ...kind] = action.split('.');
    return {
      action,
      plugin,
      event,
      title: titleOf(
        [event || plugin, kind.join(' ')]
          .map(inWords)
          .filter(Boolean)
          .join(': '),
      ),
      description: `Reported by the plugin ${plugin}.`,
      category: this.categoryOfPlugin.get(plugin) ?? 'other',
      read: READS.test(event),
    };
  }
}
