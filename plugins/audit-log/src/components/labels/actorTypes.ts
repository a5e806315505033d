// SPDX-License-Identifier: Apache-2.0
import ServiceIcon from '@material-ui/icons/ExtensionOutlined';
import AnonymousIcon from '@material-ui/icons/HelpOutline';
import UserIcon from '@material-ui/icons/PersonOutline';
import SystemIcon from '@material-ui/icons/SettingsOutlined';
import type { ActorType } from 'backstage-plugin-audit-log-common';

interface ActorTypeLabel {
  readonly title: string;
  readonly Icon: typeof UserIcon;
}

export const ACTOR_TYPE_LABELS: Readonly<Record<ActorType, ActorTypeLabel>> = {
  user: { title: 'Person', Icon: UserIcon },
  service: { title: 'Service', Icon: ServiceIcon },
  anonymous: { title: 'Anonymous', Icon: AnonymousIcon },
  system: { title: 'System', Icon: SystemIcon },
};
