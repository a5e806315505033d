// SPDX-License-Identifier: Apache-2.0
import type { NewAuditEvent, Target } from 'backstage-plugin-audit-log-common';
import {
  type AuditEventSink,
  entityReference,
} from 'backstage-plugin-audit-log-node';
import type { CatalogDirectory } from './CatalogDirectory';
import type { CatalogEntry } from './CatalogEntry';
import type { TargetLookup } from './TargetLookup';

type Entries = ReadonlyMap<string, CatalogEntry>;

/** Marks an event that is kept out of projects that its targets belong to. */
export const OUTSIDE_PROJECTS = 'outside-projects';

/** A System is part of a Domain, which may be part of another one, and so on; nobody nests them deeper. */
const MOST_LEVELS = 4;

/**
 * Adds what the catalog knows: names of actors and targets, and the projects (Systems and Domains) of targets. A whole
 * batch is looked up at once, and goes on without when the catalog does not answer in time.
 */
export class EnrichingSink implements AuditEventSink {
  readonly #directory: CatalogDirectory;
  readonly #lookup: TargetLookup;
  readonly #next: AuditEventSink;
  readonly #within: ReadonlySet<string> | undefined;

  private constructor(options: EnrichingSinkOptions) {
    this.#directory = options.directory;
    this.#lookup = options.lookup;
    this.#next = options.next;
    this.#within = options.within && new Set(options.within);
  }

  static create(options: EnrichingSinkOptions): EnrichingSink {
    return new EnrichingSink(options);
  }

  async append(events: readonly NewAuditEvent[]): Promise<void> {
    const resolved = await Promise.all(
      events.map(async event => ({
        ...event,
        targets: [
          ...(await this.#lookup.resolve(event.operationId, event.targets)),
        ],
      })),
    );
    const entries = await this.#findWithProjects(resolved);
    await this.#next.append(
      resolved.map(event => enrich(event, entries, this.#within)),
    );
  }

  async #findWithProjects(events: readonly NewAuditEvent[]): Promise<Entries> {
    const entries = new Map<string, CatalogEntry>();
    let refs = new Set<string>();
    for (const { actor, targets, projects } of events) {
      for (const { ref } of [actor, ...targets, ...projects]) {
        // Not task:1 nor plugin:x, whose normal form as entities would be another one.
        if (ref !== undefined && entityReference(ref) === ref) {
          refs.add(ref);
        }
      }
    }
    for (let level = 0; level < MOST_LEVELS && refs.size > 0; level++) {
      const found = await this.#directory.find(refs);
      refs = new Set();
      for (const [ref, entry] of found) {
        entries.set(ref, entry);
        if (entry.parent && !entries.has(entry.parent)) {
          refs.add(entry.parent);
        }
      }
    }
    return entries;
  }
}

export interface EnrichingSinkOptions {
  readonly directory: CatalogDirectory;
  readonly lookup: TargetLookup;
  readonly next: AuditEventSink;
  /** References of the projects whose events these may be, with what is below and above them. All by default. */
  readonly within?: readonly string[];
}

function enrich(
  event: NewAuditEvent,
  entries: Entries,
  within: ReadonlySet<string> | undefined,
): NewAuditEvent {
  const title = event.actor.ref && entries.get(event.actor.ref)?.title;
  const projects = new Set<string>(event.projects.map(({ ref }) => ref));
  let isOutside = false;
  for (const { ref } of event.targets) {
    const own = projectsOf(ref, entries);
    if (!within || own.some(project => within.has(project))) {
      own.forEach(project => projects.add(project));
    } else if (own.length > 0) {
      isOutside = true;
    }
  }
  const given = new Map(event.projects.map(project => [project.ref, project]));
  return {
    ...event,
    actor: title ? { ...event.actor, title } : event.actor,
    targets: event.targets.map(target => named(target, entries)),
    projects: [...projects].map(ref =>
      named(given.get(ref) ?? { ref }, entries),
    ),
    ...(isOutside && { labels: [...(event.labels ?? []), OUTSIDE_PROJECTS] }),
  };
}

/** From the nearest to the widest: a System, its Domain, that one's Domain. */
function projectsOf(ref: string, entries: Entries): readonly string[] {
  const projects = /^(system|domain):/.test(ref) ? [ref] : [];
  let parent = entries.get(ref)?.parent;
  while (parent !== undefined && !projects.includes(parent)) {
    projects.push(parent);
    parent = entries.get(parent)?.parent;
  }
  return projects;
}

/** A name that the event came with is the better one: it was so at the time. */
function named(target: Target, entries: Entries): Target {
  const title = entries.get(target.ref)?.title;
  return title && !target.title ? { ...target, title } : target;
}
