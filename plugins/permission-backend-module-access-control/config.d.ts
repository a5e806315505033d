export interface Config {
  auditLog?: {
    accessControl?: {
      /**
       * What becomes of permissions that no role mentions. `deny` (the default): only those whose role holds every
       * permission have them. `allow`: everyone has them. The permissions of the audit log and of access control are
       * never open to everyone.
       */
      fallback?: 'deny' | 'allow';
    };
  };
}
