export interface Config {
  /** The audit log. */
  auditLog?: {
    /**
     * Where events wait until they are stored: those of the audit log's own process for the database, those of a plugin that
     * is in another process for the audit log. Each process has a folder of its own below it; what one leaves behind is
     * stored by the next.
     */
    journal?: {
      /**
       * A directory of this process's own, on a disk that outlasts it. By default one below `backend.workingDirectory`,
       * else below the directory of the system for temporary files.
       */
      directory?: string;
      /**
       * How many bytes may wait: for the database, 268435456 by default, and as many again while the audit log plugin has not
       * started; for each plugin in another process, 67108864 by default. Beyond that the least severe events are lost first. From 67108864 on, 8388608 of them are for files that are
       * made ready before they are needed.
       */
      maxSize?: number;
      /**
       * `group` (the default): an operation goes on once its event is written, which survives the death of the process; it is
       * flushed to the disk with others, 10 ms later at most. `wait`: it goes on once that is done, which survives a loss of
       * power.
       */
      flush?: 'group' | 'wait';
    };

    /**
     * What becomes of operations that could not be recorded: the journal is full, or cannot be written while nothing is taken of
     * what waits. `continue` (the default): they go on, and the least severe events are lost first. `refuse`: those from
     * `refuseSeverity` on are refused with status 503.
     */
    onStorageFailure?: 'continue' | 'refuse';

    /** From which severity on operations are refused: low, medium, high (the default) or critical. */
    refuseSeverity?: 'low' | 'medium' | 'high' | 'critical';
  };
}
