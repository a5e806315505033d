// SPDX-License-Identifier: Apache-2.0

/** Limits of RFC 5321 and of the domain name system. */
const MAX_ADDRESS = 254;
const MAX_LOCAL_PART = 64;
const MAX_LABEL = 63;

/** What may stand before the @ without quotes (RFC 5322), letters of every language included (RFC 6531). */
const LOCAL_CHARACTER = /[\p{L}\p{M}\p{N}.!#$%&'*+/=?^_`{|}~-]/u;
const DOMAIN_CHARACTER = /[\p{L}\p{M}\p{N}.-]/u;

/** Why a text cannot be an e-mail address, in words, or undefined. Whether mail arrives there only its server knows. */
export function addressProblem(address: string): string | undefined {
  if (address.length > MAX_ADDRESS) {
    return `It is longer than ${MAX_ADDRESS} characters`;
  }
  if (/\s/u.test(address)) {
    return address.includes('@')
      ? 'There is a space in it'
      : 'There is no @ in it';
  }
  const [local, domain, ...others] = address.split('@');
  if (domain === undefined) {
    return 'There is no @ in it';
  }
  if (others.length > 0) {
    return 'There is more than one @ in it';
  }
  if (!local) {
    return 'There is nothing before the @';
  }
  if (!domain) {
    return 'There is nothing after the @';
  }
  return localPartProblem(local) ?? domainProblem(domain);
}

function localPartProblem(local: string): string | undefined {
  if (local.length > MAX_LOCAL_PART) {
    return `The part before the @ is longer than ${MAX_LOCAL_PART} characters`;
  }
  return (
    characterProblem(local, LOCAL_CHARACTER, 'before') ??
    (hasMisplacedDot(local)
      ? 'There is a dot too many before the @'
      : undefined)
  );
}

function domainProblem(domain: string): string | undefined {
  const problem = characterProblem(domain, DOMAIN_CHARACTER, 'after');
  if (problem) {
    return problem;
  }
  if (hasMisplacedDot(domain)) {
    return 'There is a dot too many after the @';
  }
  const labels = domain.split('.');
  if (labels.length < 2) {
    return 'The part after the @ has no ending such as .org';
  }
  if (labels.some(label => label.length > MAX_LABEL)) {
    return `A part after the @ is longer than ${MAX_LABEL} characters`;
  }
  return labels.some(label => /^-|-$/.test(label))
    ? 'There is a hyphen at the end of a part after the @'
    : undefined;
}

function characterProblem(
  part: string,
  allowed: RegExp,
  side: 'before' | 'after',
): string | undefined {
  const wrong = Array.from(part).find(character => !allowed.test(character));
  return wrong && `“${wrong}” cannot stand ${side} the @`;
}

function hasMisplacedDot(part: string): boolean {
  return part.startsWith('.') || part.endsWith('.') || part.includes('..');
}
