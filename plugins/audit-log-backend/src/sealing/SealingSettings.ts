// SPDX-License-Identifier: Apache-2.0
import { type Config, readDurationFromConfig } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { durationToMilliseconds } from '@backstage/types';
import { SigningKey, VerifierKey } from 'backstage-plugin-audit-log-verify';

const KEY = 'auditLog.sealing';
const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

/** What the configuration says of sealing. */
export interface SealingSettings {
  readonly enabled: boolean;
  /** Whose ledger it is: the first line of each checkpoint, and the name of the keys. */
  readonly origin: string;
  readonly signing: readonly SigningKey[];
  readonly retired: readonly VerifierKey[];
  readonly keyFile?: string;
  /** Whether checkpoints go to the log, and how often. */
  readonly log: boolean;
  readonly logEveryMs: number;
  readonly directory?: string;
  /** 0: never. */
  readonly verifyEveryMs: number;
}

/** Throws an InputError that names the key and what it takes. */
export function readSealingSettings(config: Config): SealingSettings {
  const sealing = config.getOptionalConfig(KEY);
  const checkpoints = sealing?.getOptionalConfig('checkpoints');
  const origin = sealing?.getOptionalString('origin') ?? defaultOrigin(config);
  // eslint-disable-next-line no-control-regex
  if (!/^[^\s+\u0000-\u001f]+$/.test(origin)) {
    throw new InputError(
      `${KEY}.origin: must be a name without white space and +, such as portal.example.com/audit-log, got '${origin}'`,
    );
  }
  return {
    enabled: sealing?.getOptionalBoolean('enabled') ?? true,
    origin,
    ...readKeys(sealing, origin),
    keyFile: sealing?.getOptionalString('keyFile'),
    log: checkpoints?.getOptionalBoolean('log') ?? true,
    logEveryMs: readDuration(config, 'checkpoints.logEvery', {
      usual: 60 * MINUTE_MS,
      least: MINUTE_MS,
    }),
    directory: checkpoints?.getOptionalString('directory'),
    verifyEveryMs: readDuration(config, 'verifyEvery', {
      usual: DAY_MS,
      least: MINUTE_MS,
      never: true,
    }),
  };
}

function readKeys(
  sealing: Config | undefined,
  origin: string,
): Pick<SealingSettings, 'signing' | 'retired'> {
  const signing: SigningKey[] = [];
  const retired: VerifierKey[] = [];
  const keys = sealing?.getOptionalConfigArray('keys') ?? [];
  keys.forEach((key, index) => {
    const privateKey = key.getOptionalString('privateKey');
    const publicKey = key.getOptionalString('publicKey');
    const place = `${KEY}.keys[${index}]`;
    if ((privateKey === undefined) === (publicKey === undefined)) {
      throw new InputError(
        `${place}: must have privateKey, to sign with, or publicKey, of a key that signed before`,
      );
    }
    try {
      if (privateKey !== undefined) {
        signing.push(SigningKey.fromPem(origin, privateKey));
      } else {
        retired.push(VerifierKey.parse(publicKey!));
      }
    } catch (error: unknown) {
      // Without the cause: what a parser says of a private key may quote it.
      throw new InputError(
        privateKey === undefined
          ? `${place}.publicKey: must be a verifier key, name+hash+key, as GET /ledger/keys gives it; ${error}`
          : `${place}.privateKey: must be an Ed25519 key as PEM (PKCS#8), as openssl genpkey -algorithm ed25519 makes it`,
      );
    }
  });
  return { signing, retired };
}

/** Host and path of the portal, so that each portal has another. */
function defaultOrigin(config: Config): string {
  const baseUrl =
    config.getOptionalString('app.baseUrl') ??
    config.getOptionalString('backend.baseUrl') ??
    'http://localhost';
  const { host, pathname } = new URL(baseUrl);
  return `${host}${pathname.replace(/\/+$/, '')}/audit-log`;
}

function readDuration(
  config: Config,
  name: string,
  {
    usual,
    least,
    never = false,
  }: {
    readonly usual: number;
    readonly least: number;
    readonly never?: true | false;
  },
): number {
  const key = `${KEY}.${name}`;
  if (!config.has(key)) {
    return usual;
  }
  if (never && config.getOptional(key) === 0) {
    return 0;
  }
  const milliseconds = durationToMilliseconds(
    readDurationFromConfig(config, { key }),
  );
  if (!(milliseconds >= least && milliseconds <= 366 * DAY_MS)) {
    throw new InputError(
      `${key}: must be a duration from a minute to a year, such as 1h${
        never ? ', or 0 for never' : ''
      }`,
    );
  }
  return milliseconds;
}
