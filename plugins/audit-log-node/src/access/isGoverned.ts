// SPDX-License-Identifier: Apache-2.0

/**
 * Whether a permission is one of the audit log's or of access control's own. Stored roles govern these whether one of
 * them mentions them or not, so that no fallback can open them, those of later versions included.
 *
 * @public
 */
export function isGoverned(permission: string): boolean {
  return (
    permission.startsWith('audit-log.') ||
    permission.startsWith('access-control.')
  );
}
