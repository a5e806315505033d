// SPDX-License-Identifier: Apache-2.0
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ConfigReader } from '@backstage/config';
import type { JsonObject } from '@backstage/types';
import { readArchiveSettings } from './readArchiveSettings';

const read = (archive: JsonObject, more: JsonObject = {}) =>
  readArchiveSettings(new ConfigReader({ auditLog: { archive }, ...more }));
const S3 = { bucket: 'archive' };
const MEGABYTE = 1024 ** 2;

describe('readArchiveSettings', () => {
  it('asks for nothing', () => {
    expect(readArchiveSettings(new ConfigReader({}))).toEqual({
      memory: '256MiB',
      cacheDirectory: join(tmpdir(), 'audit-log-archive-cache'),
      cacheBytes: 2048 * MEGABYTE,
    });
    const backend = { workingDirectory: '/srv' };
    expect(read({}, { backend }).cacheDirectory).toBe(
      '/srv/audit-log-archive-cache',
    );
  });

  it('takes a directory, memory and room for copies', () => {
    expect(
      read({
        directory: '/archive',
        memory: '1 GiB',
        cacheDirectory: '/cache',
        cacheBytes: 0,
      }),
    ).toEqual({
      directory: '/archive',
      memory: '1024MiB',
      cacheDirectory: '/cache',
      cacheBytes: 0,
    });
  });

  it('takes a bucket with what Amazon has by default', () => {
    expect(read({ s3: S3 }).s3).toEqual({
      bucket: 'archive',
      prefix: '',
      forcePathStyle: false,
      partSize: 16 * MEGABYTE,
    });
  });

  it('takes all there is to say of a bucket', () => {
    expect(
      read({
        s3: {
          bucket: 'archive',
          prefix: '/Portal_1/audit/',
          region: 'eu-central-1',
          endpoint: 'https://s3.example.com',
          forcePathStyle: true,
          storageClass: 'STANDARD_IA',
          sseKmsKeyId: 'alias/audit',
          objectLock: { mode: 'COMPLIANCE', for: { days: 30 } },
          partSize: '5MB',
        },
      }).s3,
    ).toEqual({
      bucket: 'archive',
      prefix: 'Portal_1/audit/',
      region: 'eu-central-1',
      endpoint: 'https://s3.example.com',
      forcePathStyle: true,
      storageClass: 'STANDARD_IA',
      serverSideEncryption: 'aws:kms',
      sseKmsKeyId: 'alias/audit',
      objectLock: { mode: 'COMPLIANCE', forMs: 30 * 86_400_000 },
      partSize: 5 * MEGABYTE,
    });
  });

  it.each<[JsonObject, RegExp]>([
    [{ directory: '/a', s3: S3 }, /archive: must have directory or s3/],
    [{ memory: '64MB' }, /archive.memory: must be .* 128MB at least/],
    [{ memory: 'much' }, /archive.memory: must be .* got "much"/],
    [{ cacheBytes: -1 }, /archive.cacheBytes: must be/],
    [{ s3: {} }, /bucket/],
    [{ s3: { ...S3, prefix: 'a b' } }, /s3.prefix: must be/],
    [{ s3: { ...S3, prefix: '../a' } }, /s3.prefix: must be/],
    [{ s3: { ...S3, endpoint: 'example.com' } }, /s3.endpoint: must be/],
    [{ s3: { ...S3, endpoint: 'ftp://a.example' } }, /s3.endpoint: must be/],
    [
      { s3: { ...S3, endpoint: 'https://key:secret@a.example' } },
      /s3.endpoint: must be .* without a name and password/,
    ],
    [{ s3: { ...S3, serverSideEncryption: 'on' } }, /must be one of AES256/],
    [
      { s3: { ...S3, serverSideEncryption: 'AES256', sseKmsKeyId: 'k' } },
      /sseKmsKeyId: goes with/,
    ],
    [
      { s3: { ...S3, objectLock: { mode: 'OFF', for: '1y' } } },
      /objectLock.mode: must be/,
    ],
    [{ s3: { ...S3, objectLock: { mode: 'GOVERNANCE' } } }, /for/],
    [
      { s3: { ...S3, objectLock: { mode: 'GOVERNANCE', for: '1h' } } },
      /objectLock.for: must be/,
    ],
    [{ s3: { ...S3, partSize: '1MB' } }, /partSize: must be .* 5MB at least/],
  ])('refuses %j', (archive, message) => {
    expect(() => read(archive)).toThrow(message);
  });

  it('repeats no secret of an address', () => {
    const s3 = { ...S3, endpoint: 'https://key:secret@a.example' };
    expect(() => read({ s3 })).toThrow(
      expect.not.objectContaining({
        message: expect.stringContaining('secret'),
      }),
    );
  });
});
