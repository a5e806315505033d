// SPDX-License-Identifier: Apache-2.0

/**
 * The SDK of S3, loaded when it is first asked for: only who has the archive in a bucket needs it. Not by `import()`, which Jest does not
 * know in the modules that Backstage makes of these files.
 */
export function loadSdk(): typeof import('@aws-sdk/client-s3') {
  return require('@aws-sdk/client-s3');
}

/** What sends large files in parts. */
export function loadUpload(): typeof import('@aws-sdk/lib-storage') {
  return require('@aws-sdk/lib-storage');
}
