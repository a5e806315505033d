// SPDX-License-Identifier: Apache-2.0
import type { AuditEvent, EventProof } from 'backstage-plugin-audit-log-common';
import { toBase64Url } from '../../src/verification/bytes';
import { ACTOR_PART, ERASED_TARGET } from '../../src/verification/erased';
import { commitment, valueOf } from '../../src/verification/leafData';

type Seal = EventProof['seal'];

/** A seal with the actor and the targets that are people as personal parts. */
export function exampleSeal(event: AuditEvent): Seal {
  const targets = event.targets.flatMap(({ ref }, index) =>
    ref.startsWith('user:') ? [`/targets/${index}`] : [],
  );
  return {
    salts: Object.fromEntries(
      [ACTOR_PART, ...targets].map(part => [
        part,
        toBase64Url(crypto.getRandomValues(new Uint8Array(16))),
      ]),
    ),
  };
}

/** The event and its seal without a person; undefined when it has nothing of theirs. */
export async function erasePerson(
  event: AuditEvent,
  seal: Seal,
  person: string,
  operation: string,
): Promise<{ event: AuditEvent; seal: Seal } | undefined> {
  const parts = Object.keys(seal.salts).filter(part =>
    JSON.stringify(valueOf(event, part)).includes(JSON.stringify(person)),
  );
  if (parts.length === 0) {
    return undefined;
  }
  const { salts, erased = {} } = structuredClone(seal);
  const copy: AuditEvent = JSON.parse(JSON.stringify(event));
  for (const part of parts) {
    erased[part] = {
      commitment: await commitment(salts[part], valueOf(event, part)),
      operation,
    };
    delete salts[part];
    if (part === ACTOR_PART) {
      delete copy.actor.ref;
      delete copy.actor.title;
      delete copy.request?.address;
      delete copy.request?.userAgent;
    } else {
      copy.targets[Number(part.split('/')[2])] = { ref: ERASED_TARGET };
    }
  }
  copy.erased = Object.keys(erased).sort();
  return { event: copy, seal: { salts, erased } };
}
