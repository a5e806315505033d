export interface Config {
  /** The audit log. */
  auditLog?: {
    /**
     * Where the events of a plugin wait that is in another process than the audit log, until that one has taken them. Each
     * process has a folder of its own below it; what one leaves behind is sent by the next.
     */
    journal?: {
      /**
       * A directory of this process's own, on a disk that outlasts it. By default one below `backend.workingDirectory`,
       * else below the directory of the system for temporary files.
       */
      directory?: string;
      /** How many bytes may wait for each plugin, 67108864 by default. Beyond that the least severe events are lost first. */
      maxSize?: number;
    };
  };
}
