// SPDX-License-Identifier: Apache-2.0
import { Problem } from './Problem.mjs';

const UNREACHABLE =
  /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|getaddrinfo|network timeout|RequestError/;
const UNTRUSTED =
  /SELF_SIGNED_CERT|self-signed certificate|UNABLE_TO_(GET_ISSUER|VERIFY)/;
const FULL = /ENOSPC|no space left/i;
const STALE_LOCK = /YN0028/;
const SHOWN_LINES = 20;

/**
 * Says why a package manager failed, from what it printed.
 *
 * @param {string} what it was to fetch
 * @param {string} output
 */
export function explainFailedDownload(what, output) {
  if (FULL.test(output)) {
    return new Problem(
      `The disk became full while fetching ${what}. Make room (about 3 GB) and start again; it goes on where it stopped.`,
    );
  }
  if (UNTRUSTED.test(output)) {
    return new Problem(
      `Could not fetch ${what}, because the package registry answered with a certificate that Node does not trust, as behind ` +
        'the firewall of a company. Name the file of certificates to trust: NODE_EXTRA_CA_CERTS=/path/to/ca.pem npm start',
    );
  }
  if (UNREACHABLE.test(output)) {
    return new Problem(
      `Could not reach the package registry to fetch ${what}. The first set-up needs the network (or a mirror: npm config ` +
        `set registry …); once it is done, none is needed. Check the connection and start again.`,
    );
  }
  if (STALE_LOCK.test(output)) {
    return new Problem(
      'yarn.lock does not belong to the package.json files as they are. After changing dependencies, run "yarn install" ' +
        'and keep the yarn.lock it writes.',
    );
  }
  const end = output.trimEnd().split('\n').slice(-SHOWN_LINES).join('\n');
  return new Problem(`Could not fetch ${what}. The last it said:\n\n${end}`);
}
