// SPDX-License-Identifier: Apache-2.0
import { type Config, readDurationFromConfig } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { durationToMilliseconds } from '@backstage/types';
import type { S3Settings } from './ArchiveSettings';
import { readBytes } from './readBytes';
import { isName } from './requireName';

const MEGABYTE = 1024 ** 2;
const DAY_MS = 24 * 60 * 60 * 1000;
/** S3 takes no smaller parts but the last, and 10,000 of them. */
const LEAST_PART = 5 * MEGABYTE;
const USUAL_PART = 16 * MEGABYTE;
const ENCRYPTIONS = ['AES256', 'aws:kms', 'aws:kms:dsse'];
const LOCK_MODES = ['GOVERNANCE', 'COMPLIANCE'] as const;

/** Throws an InputError that names the key and what it takes. */
export function readS3Settings(config: Config, key: string): S3Settings {
  const serverSideEncryption = config.getOptionalString('serverSideEncryption');
  const sseKmsKeyId = config.getOptionalString('sseKmsKeyId');
  if (
    serverSideEncryption !== undefined &&
    !ENCRYPTIONS.includes(serverSideEncryption)
  ) {
    throw new InputError(
      `${key}.serverSideEncryption: must be one of ${ENCRYPTIONS.join(
        ', ',
      )}, got '${serverSideEncryption}'`,
    );
  }
  if (sseKmsKeyId !== undefined && serverSideEncryption === 'AES256') {
    throw new InputError(
      `${key}.sseKmsKeyId: goes with aws:kms or aws:kms:dsse in serverSideEncryption, not with AES256`,
    );
  }
  return {
    bucket: config.getString('bucket'),
    prefix: readPrefix(config, key),
    region: config.getOptionalString('region'),
    endpoint: readEndpoint(config, key),
    forcePathStyle: config.getOptionalBoolean('forcePathStyle') ?? false,
    storageClass: config.getOptionalString('storageClass'),
    serverSideEncryption:
      serverSideEncryption ??
      (sseKmsKeyId === undefined ? undefined : 'aws:kms'),
    sseKmsKeyId,
    objectLock: readObjectLock(config, key),
    partSize: readBytes(config, `${key}.partSize`, {
      usual: USUAL_PART,
      least: LEAST_PART,
    }),
  };
}

function readPrefix(config: Config, key: string): string {
  const given = config.getOptionalString('prefix') ?? '';
  const prefix = given.replace(/^\/+|\/+$/g, '');
  if (prefix !== '' && !isName(prefix.toLowerCase().replaceAll('_', '-'))) {
    throw new InputError(
      `${key}.prefix: must be of letters, digits, =, ., _, - and /, got '${given}'`,
    );
  }
  return prefix === '' ? '' : `${prefix}/`;
}

function readEndpoint(config: Config, key: string): string | undefined {
  const endpoint = config.getOptionalString('endpoint');
  if (endpoint === undefined) {
    return undefined;
  }
  const url = URL.canParse(endpoint) ? new URL(endpoint) : undefined;
  const isPlain = url && url.username === '' && url.password === '';
  if (!isPlain || !/^https?:$/.test(url.protocol)) {
    throw new InputError(
      `${key}.endpoint: must be an address such as https://s3.example.com, without a name and password in it`,
    );
  }
  return endpoint;
}

function readObjectLock(config: Config, key: string): S3Settings['objectLock'] {
  const lock = config.getOptionalConfig('objectLock');
  if (!lock) {
    return undefined;
  }
  const given = lock.getString('mode');
  const mode = LOCK_MODES.find(one => one === given);
  if (!mode) {
    throw new InputError(
      `${key}.objectLock.mode: must be ${LOCK_MODES.join(
        ' or ',
      )}, got '${given}'`,
    );
  }
  const forMs = durationToMilliseconds(
    readDurationFromConfig(lock, { key: 'for' }),
  );
  if (!(forMs >= DAY_MS && forMs <= 100 * 366 * DAY_MS)) {
    throw new InputError(
      `${key}.objectLock.for: must be a duration of a day at least, such as { years: 1 }`,
    );
  }
  return { mode, forMs };
}
