// SPDX-License-Identifier: Apache-2.0

/** What the command can do; docs/guides/verify-the-trail.md shows it too. */
export const USAGE = `Verifies the audit trail of a Backstage portal without trusting it.

  backstage-plugin-audit-log-verify export <file | ->   an NDJSON export with proofs, zipped or not
  backstage-plugin-audit-log-verify server <url>        a live portal: https://portal.example.com/api/audit-log
  backstage-plugin-audit-log-verify event <file | ->    what GET /events/{id}/proof answers
  backstage-plugin-audit-log-verify keygen <name>       makes a key to sign checkpoints with

Options
  --key <key>          a verifier key that is believed: name+hash+key; may be given more than once
  --key-file <file>    a file with such keys, one a line
  --checkpoint <file>  a checkpoint that was saved before, to compare with (export, server)
  --save <file>        saves the checkpoint of the portal when nothing is wrong (server)
  --full               downloads all events and verifies each (server)
  --token <token>      a Backstage token (server); better given as the variable AUDIT_LOG_TOKEN
  --json               answers in JSON
  --help

Ends with 0 when verified, 1 when something is wrong, 2 when it could not be checked.`;

/** Thrown for what a command cannot be called with. */
export class UsageError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'UsageError';
  }
}
