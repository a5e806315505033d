// SPDX-License-Identifier: Apache-2.0

/**
 * Whether a link is to the same file as a location is, as the integrations of source hosts make their links to edit it:
 * on the same host, to a file of the same name.
 */
export function isFileOf(location: unknown, link: unknown): boolean {
  const file = readUrl(location, 'url:');
  const edited = readUrl(link);
  return (
    file !== undefined &&
    edited !== undefined &&
    edited.origin === file.origin &&
    pathOf(edited).at(-1) === pathOf(file).at(-1)
  );
}

/** Whether a source location is the folder of the file that another location is. GitHub says tree of it, for blob. */
export function isFolderOf(location: unknown, source: unknown): boolean {
  const file = readUrl(location, 'url:');
  const folder = readUrl(source, 'url:');
  if (!file || !folder || folder.origin !== file.origin) {
    return false;
  }
  const expected = [...pathOf(file).slice(0, -1), ''];
  const given = pathOf(folder);
  return (
    given.length === expected.length &&
    given.every(
      (part, index) =>
        part === expected[index] ||
        (part === 'tree' && expected[index] === 'blob'),
    )
  );
}

function readUrl(value: unknown, prefix: string = ''): URL | undefined {
  return typeof value === 'string' && value.startsWith(prefix)
    ? URL.parse(value.slice(prefix.length)) ?? undefined
    : undefined;
}

/** Azure DevOps has the path of the file in the query, the others in the path. */
function pathOf(url: URL): readonly string[] {
  return `${url.pathname}${url.searchParams.get('path') ?? ''}`.split('/');
}
