// SPDX-License-Identifier: Apache-2.0
import { useEntityPresentation } from '@backstage/plugin-catalog-react';
import { ReferenceLink } from '../cells/ReferenceLink';

/**
 * A project by the title that the catalog has for it, with a link to it; by its name until the catalog has answered.
 * Backstage asks for all that are on the page in one request, and remembers the answers.
 */
export const ProjectLink = (props: { readonly project: string }) => {
  const { primaryTitle } = useEntityPresentation(props.project);
  return <ReferenceLink reference={props.project} title={primaryTitle} />;
};
