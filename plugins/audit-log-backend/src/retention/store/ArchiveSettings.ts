// SPDX-License-Identifier: Apache-2.0

/** What the configuration says of where the archive is, and what reading and writing it may take. */
export interface ArchiveSettings {
  /** Where the files are, unless in a bucket; absent where the configuration names neither. */
  readonly directory?: string;
  readonly s3?: S3Settings;
  /** What DuckDB takes at most, as it writes that, such as `256MB`. */
  readonly memory: string;
  /** What is being written is there, and copies of what was fetched to be read. */
  readonly cacheDirectory: string;
  /** How much of copies is kept. What is being read stays, whatever its size. */
  readonly cacheBytes: number;
}

/** A bucket. Credentials are found by the SDK itself: in the environment, in its files, from the machine's role. */
export interface S3Settings {
  readonly bucket: string;
  /** Begins all keys; empty, or with `/` at its end. */
  readonly prefix: string;
  readonly region?: string;
  /** Of a server other than Amazon's. */
  readonly endpoint?: string;
  /** Whether the bucket is in the path of addresses, as most servers other than Amazon's have it, not in their host. */
  readonly forcePathStyle: boolean;
  readonly storageClass?: string;
  /** `AES256`, `aws:kms` or `aws:kms:dsse`; as the bucket has it where absent. */
  readonly serverSideEncryption?: string;
  readonly sseKmsKeyId?: string;
  /** Protects each file from the moment it is written; as the bucket has it where absent. */
  readonly objectLock?: {
    readonly mode: 'GOVERNANCE' | 'COMPLIANCE';
    readonly forMs: number;
  };
  /** Bytes of a part of a large file; a few of them are held in memory. */
  readonly partSize: number;
}
