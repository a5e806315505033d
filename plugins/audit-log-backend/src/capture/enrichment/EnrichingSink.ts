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

const PROJECT = /^(system|domain):/;

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
    const resolved = events.every(this.#isResolved)
      ? events
      : await Promise.all(events.map(event => this.#resolve(event)));
    const entries = await this.#findWithProjects(resolved);
    await this.#next.append(
      resolved.map(event => enrich(event, entries, this.#within)),
    );
  }

  readonly #isResolved = ({ targets }: NewAuditEvent) =>
    this.#lookup.isResolved(targets);

  async #resolve(event: NewAuditEvent): Promise<NewAuditEvent> {
    const { operationId, targets } = event;
    return this.#isResolved(event)
      ? event
      : {
          ...event,
          targets: [...(await this.#lookup.resolve(operationId, targets))],
        };
  }

  async #findWithProjects(events: readonly NewAuditEvent[]): Promise<Entries> {
    const entries = new Map<string, CatalogEntry>();
    const seen = new Set<string>();
    let refs = new Set<string>();
    const add = ({ ref }: { readonly ref?: string }) => {
      if (ref !== undefined && !seen.has(ref)) {
        seen.add(ref);
        // Not task:1 nor plugin:x, whose normal form as entities would be another one.
        if (entityReference(ref) === ref) {
          refs.add(ref);
        }
      }
    };
    for (const { actor, targets, projects } of events) {
      add(actor);
      targets.forEach(add);
      projects.forEach(add);
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
  const { actor, labels = [] } = event;
  const title = actor.ref && entries.get(actor.ref)?.title;
  const projects = new Map<string, Target>();
  for (const project of event.projects) {
    projects.set(project.ref, named(project, entries));
  }
  let isOutside = false;
  for (const { ref } of event.targets) {
    const own = projectsOf(ref, entries);
    if (!within || own.some(project => within.has(project))) {
      for (const project of own) {
        if (!projects.has(project)) {
          projects.set(project, named({ ref: project }, entries));
        }
      }
    } else if (own.length > 0) {
      isOutside = true;
    }
  }
  const enriched: NewAuditEvent = {
    ...event,
    actor: title ? { ...actor, title } : actor,
    targets: event.targets.map(target => named(target, entries)),
    projects: [...projects.values()],
  };
  return isOutside
    ? { ...enriched, labels: [...labels, OUTSIDE_PROJECTS] }
    : enriched;
}

/** From the nearest to the widest: a System, its Domain, that one's Domain. */
function projectsOf(ref: string, entries: Entries): readonly string[] {
  const projects = PROJECT.test(ref) ? [ref] : [];
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
