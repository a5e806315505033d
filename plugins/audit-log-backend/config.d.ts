import type { HumanDuration } from '@backstage/types';

export interface Config {
  /** The audit log. */
  auditLog?: {
    /** Who administers the organization: they hold the role Administrator, which cannot be taken away. Nobody by default. */
    administrators?: {
      /** User entity references, such as user:default/jane. */
      users?: string[];
      /** Group entity references, such as group:default/security; their members are administrators. */
      groups?: string[];
    };

    /**
     * Who decides what people may do with the audit log and with access control. `roles` (the default): the permission
     * framework and the roles of Access Control must both agree, since the stock policy allows everyone everything.
     * `framework`: the installed permission policy alone; `permission.enabled` must be true.
     */
    authorization?: 'roles' | 'framework';

    /** Where people, groups and permissions of Access Control are read. */
    accessControl?: {
      /** How often people and groups are read from the catalog, every 30 seconds by default. A duration such as 1m. */
      syncEvery?: HumanDuration | string;
      /**
       * Ids of plugins of other deployments whose permissions roles can hold, besides those of this backend and those that
       * `discovery.endpoints` names.
       */
      plugins?: string[];
    };

    /**
     * How long an operation may take before it is recorded as unfinished, one hour by default. It is still completed
     * when it ends after all. A duration such as 1h or `{ minutes: 30 }`.
     */
    unfinishedAfter?: HumanDuration | string;

    /**
     * How long recording may hold up an operation at most, once at its beginning and once at its end, 250 ms by default.
     * It usually takes less than one; what needs longer is a look-up of the name of what is about to be deleted, which
     * is then recorded without.
     */
    maxDelay?: HumanDuration | string;

    /**
     * Which events are kept: the first rule that matches an event decides. Without a matching rule all are kept but
     * routine reads. Events of the audit log itself are always kept. A value may be a list of alternatives, and `*` in
     * it stands for any text. There is no matcher for persons.
     */
    rules?: Array<{
      /** What to do with the events that match everything below. */
      effect: 'record' | 'ignore';
      /** Id of the plugin that reports, such as catalog. */
      plugin?: string | string[];
      /** Id of the event, such as entity-fetch. */
      event?: string | string[];
      /** Plugin, event and kind of action or query, such as scaffolder.task.create. */
      action?: string | string[];
      /** low, medium, high or critical. */
      severity?: string | string[];
      /** user, service, anonymous or system. */
      actorType?: string | string[];
    }>;

    /** The mail server that sends invitations. Without it, the link of an invitation is shown to be handed over by hand. */
    mail?: {
      /** Name or address, such as smtp.example.org. */
      host: string;
      /** 465 with `secure`, else 587 by default. */
      port?: number;
      /** TLS from the first byte; false by default, when the connection is upgraded if the server offers it (STARTTLS). */
      secure?: boolean;
      /** With a name and password, a connection that is not encrypted is not used, unless the server is on this machine. */
      username?: string;
      /** @visibility secret */
      password?: string;
      /** Whom e-mails are from, such as Portal <portal@example.org>. Bounces come back to it. */
      from: string;
      /** Whom answers go to, when that is somebody else. */
      replyTo?: string;
    };

    invitations?: {
      /** How long an invitation can be accepted, from 5m to 90d; 7d by default. */
      expireAfter?: HumanDuration | string;
    };

    /** What proves that events were not altered: a Merkle tree over all of them, and signed statements of its size and root. */
    sealing?: {
      /** Whether events are sealed, true by default. What is recorded meanwhile is sealed once it is switched on again. */
      enabled?: boolean;
      /**
       * Whose ledger it is: the first line of each checkpoint, and the name of the keys. By default host and path of
       * `app.baseUrl` with /audit-log, such as portal.example.com/audit-log.
       */
      origin?: string;
      /** Each key has one of these. All that have a private key sign. */
      keys?: Array<{
        /**
         * An Ed25519 key as PEM (PKCS#8), as `openssl genpkey -algorithm ed25519` makes it. The same on all replicas.
         * @visibility secret
         */
        privateKey?: string;
        /** The verifier key of a key that signed before, as GET /ledger/keys gives it: name+hash+key. */
        publicKey?: string;
      }>;
      /**
       * Where no key signs, the file with one, which is made at the first start; by default `audit-log-sealing-key.pem` in
       * `backend.workingDirectory`, or else beside the SQLite database, or else in the working directory.
       */
      keyFile?: string;
      /** Where checkpoints go besides the database, so that cutting off the end of the ledger is noticed. */
      checkpoints?: {
        /** Whether they go to the log, true by default. */
        log?: boolean;
        /** How often they go to the log, 1h by default; besides, at the start and at the end. */
        logEvery?: HumanDuration | string;
        /** A directory that gets a file for each, out of reach of those who can write to the database. None by default. */
        directory?: string;
      };
      /** How often the whole ledger is verified, 1d by default; 0 for never. */
      verifyEvery?: HumanDuration | string | number;
    };

    /** How long events are kept. A change in the portal counts until this says something else than it did. */
    retention?: {
      /** How long events stay in the database, from a day on; 1y by default. A duration in whole days, such as 90d, P1Y or `{ years: 1 }`. */
      live?: HumanDuration | string;
      /** How long they are in the archive from then on; 1y by default, 0d for no archive, `forever` for without end. */
      archive?: HumanDuration | string;
      /** Some events are kept for another time: the first rule that matches an event decides. */
      rules?: Array<{
        /** Part of the names of the files of its events: a-z, 0-9 and -, up to 40, not `default`. */
        name: string;
        /** Categories of events, alternatives of one another. */
        category?: string | string[];
        /** Actions, such as scaffolder.task.create, alternatives of one another; `*` stands for any text. */
        action?: string | string[];
        /** As for all where it is absent. */
        live?: HumanDuration | string;
        /** As for all where it is absent. */
        archive?: HumanDuration | string;
      }>;
      /** What moves to the archive together: a month (the default), or a day where a month is a hundred million events. */
      period?: 'month' | 'day';
      /** How long a change by which events would be removed sooner waits and can be cancelled, from a minute to a year; 7d by default. */
      changeDelay?: HumanDuration | string;
      /** How often what is due is archived and removed, from a minute to a week; 1d by default. */
      runEvery?: HumanDuration | string;
    };

    /** Where the archive is. */
    archive?: {
      /**
       * A directory, which all replicas must have. By default `audit-log-archive` beside the SQLite database, or in
       * `backend.workingDirectory`, or else in the working directory.
       */
      directory?: string;
      /** A bucket, instead of a directory. The AWS SDK finds credentials by itself: in the environment, its files, or the machine's role. */
      s3?: {
        bucket: string;
        /** Begins the names of all files. */
        prefix?: string;
        region?: string;
        /** Address of a server other than Amazon's. */
        endpoint?: string;
        /** Whether addresses have the bucket in their path, as most servers other than Amazon's need it; false by default. */
        forcePathStyle?: boolean;
        /** Such as STANDARD_IA. One that files have to be fetched from first, such as GLACIER, cannot be read. */
        storageClass?: string;
        /** AES256, aws:kms or aws:kms:dsse; as the bucket has it by default. */
        serverSideEncryption?: string;
        /** Key of AWS KMS. */
        sseKmsKeyId?: string;
        /** Protects each file from the moment it is written; as the bucket has it by default. The bucket must have been created with it. */
        objectLock?: {
          mode: 'GOVERNANCE' | 'COMPLIANCE';
          /** For how long, at least a day. */
          for: HumanDuration | string;
        };
        /** Bytes of a part of a large file, at least 5MB; 16MB by default. A few of them are held in memory. */
        partSize?: number | string;
      };
      /** How much memory DuckDB takes at most when it reads and writes files, at least 128MB; 256MB by default. */
      memory?: number | string;
      /**
       * A directory for files that are being written, and for copies of those of a bucket; by default `audit-log-archive-cache` in
       * `backend.workingDirectory`, or else where temporary files are.
       */
      cacheDirectory?: string;
      /** How much of copies is kept, and fetched for one question at a time, 2GB by default. What is being read stays, whatever its size. */
      cacheBytes?: number | string;
    };

    /** Secrets are taken out of events before they are stored. */
    redaction?: {
      /** Names of more fields that hold secrets. A field is one whose name ends in one of these, however it is written. */
      keys?: string[];
    };

    /** How much of an event is kept; what goes beyond is cut, and marked. */
    limits?: {
      /** Characters of all details together, 65536 by default. */
      metaSize?: number;
      /** Characters of one text, 8192 by default. */
      textLength?: number;
      /** Levels of objects within objects, 12 by default. */
      depth?: number;
      /** Fields of one object and items of one list, 500 by default. */
      entries?: number;
    };

    /**
     * Memory for events that wait for the database while no journal can be written. When it is full the least severe are
     * lost, and the loss is recorded.
     */
    queue?: {
      /** How many events, 50000 by default. */
      events?: number;
      /** How many characters of JSON, 67108864 by default. */
      characters?: number;
    };
  };
}
