// SPDX-License-Identifier: Apache-2.0

/** The part of S3rver that is used: it comes without types. */
declare module 's3rver' {
  interface Address {
    readonly port: number;
  }

  class S3rver {
    constructor(options: {
      /** 0: any that is free. */
      readonly port: number;
      readonly address: string;
      readonly directory: string;
      readonly silent: boolean;
      readonly vhostBuckets?: boolean;
      readonly configureBuckets?: readonly { readonly name: string }[];
    });
    run(): Promise<Address>;
    close(): Promise<void>;
  }

  export = S3rver;
}
