// SPDX-License-Identifier: Apache-2.0
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { AuditEvent, EventProof } from 'backstage-plugin-audit-log-common';
import type { AuditLogApi } from '../../api';
import {
  auditLog,
  events,
  refusal,
  renderPage,
} from '../../__testUtils__/renderPage';

const [event] = events;

async function verify(api: AuditLogApi, open: AuditEvent = event) {
  await renderPage({ url: `/audit-logs?open=${open.id}`, api });
  const dialog = await screen.findByRole('dialog');
  const section = within(dialog).getByRole('region', { name: 'Integrity' });
  await userEvent.click(
    await within(section).findByRole('button', { name: 'Verify this event' }),
  );
  return section;
}

/** A log whose proofs are changed on the way. */
function changing(change: (proof: EventProof) => void): AuditLogApi {
  const log = auditLog();
  return {
    ...log,
    eventProof: async (...args) => {
      const proof = structuredClone(await log.eventProof(...args));
      change(proof);
      return proof;
    },
  };
}

describe('EventProofSection', () => {
  it('verifies an event and says in one sentence what that means', async () => {
    const section = await verify(auditLog());
    expect(await within(section).findByText('Verified')).toBeVisible();
    const size = (event.sequence! + 1).toLocaleString();
    expect(section).toHaveTextContent(
      `This event is exactly as it was recorded: it is number ${event.sequence!.toLocaleString()} of a ledger of ${size} events, whose content the portal signed`,
    );
    expect(
      within(
        within(section).getByRole('list', { name: 'What was checked' }),
      ).getAllByRole('listitem'),
    ).toHaveLength(4);
  });

  it('says what was altered in the database, and what to do', async () => {
    const altered = { ...events[1], outcome: 'succeeded' as const };
    const log = changing(({ event: proven }) =>
      Object.assign(proven, { outcome: altered.outcome }),
    );
    const section = await verify(
      {
        ...log,
        listEvents: async (...args) => ({
          ...(await log.listEvents(...args)),
          items: [altered],
        }),
      },
      altered,
    );
    expect(
      await within(section).findByText('This event was altered'),
    ).toBeVisible();
    expect(section).toHaveTextContent(/tell an administrator/);
  });

  it('says that the event changed when the page shows an older one', async () => {
    const section = await verify(
      changing(({ event: proven }) => Object.assign(proven, { meta: {} })),
    );
    expect(
      await within(section).findByText(/shows another version/),
    ).toBeVisible();
  });

  it('says that the event is not where the ledger has it', async () => {
    const section = await verify(changing(({ proof }) => proof.reverse()));
    expect(
      await within(section).findByText('This event is not in the ledger'),
    ).toBeVisible();
  });

  it('says that the ledger is signed by somebody else', async () => {
    const section = await verify(
      auditLog({ sealingKeys: auditLog().sealingKeys }),
    );
    expect(
      await within(section).findByText(/not signed by this portal/),
    ).toBeVisible();
  });

  it('offers to try again while an event is being sealed', async () => {
    const log = auditLog();
    let isSealed = false;
    const section = await verify({
      ...log,
      eventProof: async (...args) => {
        if (!isSealed) {
          throw refusal(409, 'Not sealed yet, which takes a second');
        }
        return log.eventProof(...args);
      },
    });
    expect(
      await within(section).findByText(/which takes a second/),
    ).toBeVisible();
    isSealed = true;
    await userEvent.click(
      within(section).getByRole('button', { name: 'Verify this event' }),
    );
    expect(await within(section).findByText('Verified')).toBeVisible();
  });

  it('says in the words of the server why there is no proof', async () => {
    const section = await verify(
      auditLog({
        eventProof: async () => {
          throw refusal(503, 'Sealing is switched off');
        },
      }),
    );
    expect(
      await within(section).findByText('Sealing is switched off'),
    ).toBeVisible();
    expect(
      within(section).getByRole('button', { name: 'Retry' }),
    ).toBeVisible();
  });

  it('says so where the browser may not compute', async () => {
    const { crypto } = globalThis;
    replaceCrypto({ getRandomValues: crypto.getRandomValues.bind(crypto) });
    try {
      await renderPage({ url: `/audit-logs?open=${event.id}` });
      const dialog = await screen.findByRole('dialog');
      expect(
        within(dialog).getByText(/Open the portal over HTTPS/),
      ).toBeVisible();
      expect(
        within(dialog).queryByRole('button', { name: 'Verify this event' }),
      ).not.toBeInTheDocument();
    } finally {
      replaceCrypto(crypto);
    }
  });

  it('hands over the proof as the API gives it', async () => {
    const saved: Blob[] = [];
    URL.createObjectURL = blob => {
      saved.push(blob as Blob);
      return 'blob:proof';
    };
    const click = jest
      .spyOn(HTMLAnchorElement.prototype, 'click')
      .mockImplementation();
    const section = await verify(auditLog());
    await userEvent.click(
      await within(section).findByRole('button', { name: 'Download proof' }),
    );
    await waitFor(() => expect(click).toHaveBeenCalled());
    expect((click.mock.contexts[0] as HTMLAnchorElement).download).toBe(
      `audit-log-proof_${event.id}.json`,
    );
    expect(JSON.parse(await saved[0].text())).toMatchObject({
      event: { id: event.id },
      sequence: event.sequence,
      proof: expect.any(Array),
    });
    click.mockRestore();
  });
});

function replaceCrypto(value: Partial<Crypto>) {
  Object.defineProperty(globalThis, 'crypto', { value, configurable: true });
}
