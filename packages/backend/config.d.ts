// SPDX-License-Identifier: Apache-2.0

export interface Config {
  /** Made-up activity for a newcomer's first look at the audit log. */
  demonstration?: {
    /**
     * Whether to write a month of it on the first start. Off unless true; switching it off later removes nothing.
     */
    enabled?: boolean;
  };

  /** Of this portal itself. */
  portal?: {
    /**
     * Which permission policy is installed: `allow-all`, the stock one, by default, or `access-control`, which decides from
     * the roles of Access Control.
     */
    policy?: 'allow-all' | 'access-control';
  };
}
