// SPDX-License-Identifier: Apache-2.0
import { ArchiveUnavailableError } from './ArchiveUnavailableError';
import type { S3Settings } from './ArchiveSettings';

const SETTINGS = 'auditLog.archive.s3';
/** What is answered where something is to be locked in a bucket without locks, or by a server that knows none. */
const NO_LOCK = [400, 405, 501];

/** What errors of the SDK tell, as far as this code looks at it. */
interface SdkError {
  readonly name: string;
  readonly message: string;
  readonly code?: string;
  readonly $metadata?: { readonly httpStatusCode?: number };
  readonly $response?: {
    readonly headers?: { readonly [name: string]: string | undefined };
  };
}

export function statusOf(error: unknown): number | undefined {
  return (error as Partial<SdkError>).$metadata?.httpStatusCode;
}

/** Whether a server says that what is asked for is not there. */
export function isNotFound(error: unknown): boolean {
  return statusOf(error) === 404;
}

/** Whether that is because somebody deleted it without naming a version: what was there still is. */
export function isOfDeleteMarker(error: unknown): boolean {
  const { $response } = error as Partial<SdkError>;
  return $response?.headers?.['x-amz-delete-marker'] === 'true';
}

/** Why a bucket cannot be used, with what to do about it. */
export function s3Error(
  location: string,
  settings: S3Settings,
  error: unknown,
): ArchiveUnavailableError {
  return unusable(location, advice(settings, error as SdkError), error);
}

/** That a bucket cannot be used; the reason ends with what to do about it. */
export function unusable(
  location: string,
  reason: string,
  cause?: unknown,
): ArchiveUnavailableError {
  return new ArchiveUnavailableError(
    `The archive in ${location} cannot be used: ${reason}`,
    cause,
  );
}

function advice(
  { bucket, endpoint, objectLock }: S3Settings,
  error: SdkError,
): string {
  const { name, message, code } = error;
  const status = statusOf(error);
  if (name === 'NoSuchBucket') {
    return `there is no bucket ${bucket}: create it, or correct ${SETTINGS}.bucket`;
  }
  if (name === 'CredentialsProviderError') {
    return 'no credentials were found: give them in AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, in a profile, or by a role of the machine';
  }
  if (name === 'PermanentRedirect' || status === 301) {
    return `the bucket is in another region: correct ${SETTINGS}.region`;
  }
  if (/^(InvalidAccessKeyId|SignatureDoesNotMatch|ExpiredToken)/.test(name)) {
    return `the credentials are refused (${name}): correct or renew them`;
  }
  if (status === 403 || status === 401) {
    return `access is denied: give these credentials s3:GetObject, s3:PutObject and s3:DeleteObject for what is in the bucket, and s3:ListBucket for the bucket`;
  }
  if (status === 507 || /quota|storagefull|insufficientstorage/i.test(name)) {
    return 'it is full: make room, or raise its quota';
  }
  if (status === undefined) {
    return `${endpoint ?? 'the server'} cannot be reached (${
      code ?? message
    }): see that it runs, and correct ${SETTINGS}.endpoint and region`;
  }
  const answer = `the server answers ${status} ${name}${
    message ? `, ${message}` : ''
  }`;
  return objectLock && NO_LOCK.includes(status)
    ? `${answer}: see that the bucket has object lock, or leave out ${SETTINGS}.objectLock`
    : answer;
}
