// SPDX-License-Identifier: Apache-2.0
import { domainToASCII, domainToUnicode } from 'node:url';

/** An e-mail address that mail can be sent to, or what is wrong with it. */
export type ParsedAddress =
  | {
      readonly email: string;
      /** The same for the same address, whatever its case and however its domain is written. */
      readonly key: string;
    }
  | { readonly problem: string };

/** The limits of RFC 5321, section 4.5.3.1, in bytes; a path of 256 has angle brackets around the address. */
const MOST_ADDRESS = 254;
const MOST_LOCAL = 64;
/** An atom of RFC 5322, section 3.2.3, and the letters of all scripts (RFC 6531). Quoted local parts are not taken. */
const ATOM = /^[\p{L}\p{M}\p{N}!#$%&'*+/=?^_`{|}~-]+$/u;
const DOMAIN = /^[\p{L}\p{M}\p{N}.-]+$/u;
/** RFC 1123, section 2.1, of a domain in ASCII. */
const LABEL = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/;

/** Reads an address alone, without a name beside it. Whether somebody has it, only sending can tell. */
export function parseAddress(text: string): ParsedAddress {
  const email = text.trim().normalize('NFC');
  if (/[\s\p{C}]/u.test(email)) {
    return { problem: 'It must not contain spaces or line breaks' };
  }
  if (Buffer.byteLength(email) > MOST_ADDRESS) {
    return { problem: `It is longer than ${MOST_ADDRESS} bytes` };
  }
  const [local, domain, ...more] = email.split('@');
  if (!local || !domain || more.length > 0) {
    return { problem: 'It must look like jane@example.org' };
  }
  if (
    Buffer.byteLength(local) > MOST_LOCAL ||
    !local.split('.').every(atom => ATOM.test(atom))
  ) {
    return { problem: 'What is before the @ is not valid' };
  }
  const ascii = DOMAIN.test(domain) ? domainToASCII(domain) : '';
  const labels = ascii.split('.');
  if (
    labels.length < 2 ||
    !labels.every(label => LABEL.test(label)) ||
    /^\d+$/.test(labels[labels.length - 1])
  ) {
    return { problem: 'What is behind the @ is not the name of a domain' };
  }
  return { email, key: addressKey(`${local}@${ascii}`) };
}

/** What addresses are compared by. */
export function addressKey(email: string): string {
  const lower = email.trim().normalize('NFC').toLowerCase();
  const at = lower.lastIndexOf('@');
  const domain = lower.slice(at + 1);
  return at < 0
    ? lower
    : `${lower.slice(0, at)}@${domainToUnicode(domain) || domain}`;
}

/** An address as it is shown to somebody whom it may not belong to: `j***@example.org`. */
export function maskAddress(email: string): string {
  const at = email.lastIndexOf('@');
  const [first = ''] = email;
  return `${first}***${email.slice(at)}`;
}
