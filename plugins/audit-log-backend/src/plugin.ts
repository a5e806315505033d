// SPDX-License-Identifier: Apache-2.0
import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import { metricsServiceRef } from '@backstage/backend-plugin-api/alpha';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import {
  accessControlPermissions,
  ADMINISTRATOR_ROLE_ID,
  auditLogAdministrationPermissions,
  auditLogPermissions,
  auditLogReadPermission,
} from 'backstage-plugin-audit-log-common';
import {
  accessControlServiceRef,
  auditEventSinkServiceRef,
  auditLogServiceRef,
} from 'backstage-plugin-audit-log-node';
import {
  AccessAuthorizer,
  Administrators,
  auditEventResourceRef,
  AuditLogAuthorizer,
  auditLogPermissionRules,
  readAuthorizationMode,
} from './access';
import { createAccessControl } from './access/createAccessControl';
import { createInvitations } from './access/invitations/createInvitations';
import { readInvitationSettings } from './access/invitations/InvitationSettings';
import { createIngestionKeys } from './access/keys/createIngestionKeys';
import { readAccessSettings } from './access/readAccessSettings';
import { checkRecording, createPipeline } from './capture';
import { dialectOf } from './database/dialect';
import { Claims } from './ingestion/claims/Claims';
import { createIngestion } from './ingestion/createIngestion';
import { EventTypeRegistry } from './eventTypes/EventTypeRegistry';
import { EventTypes } from './eventTypes/EventTypes';
import { createHealth } from './health/createHealth';
import { Ledger } from './ledger';
import { findKnown } from './ledger/findKnown';
import { CoverageReader } from './query/coverage/CoverageReader';
import { CursorCodec } from './query/CursorCodec';
import { DatabaseEventReader } from './query/DatabaseEventReader';
import { ledgerName } from './ledger/ledgerName';
import { sharedSecret } from './query/operations/sharedSecret';
import { createRouter } from './router/createRouter';
import { endpoints } from './router/endpoints';
import { ChangeRecorder } from './recording/ChangeRecorder';
import { ReadingRecorder } from './recording/ReadingRecorder';
import { RecentSearches } from './router/RecentSearches';
import { createRetention } from './retention/createRetention';
import { readRetentionSettings } from './retention/readRetentionSettings';
import { readArchiveSettings } from './retention/store/readArchiveSettings';
import { createSealing } from './sealing/createSealing';
import { Erasures } from './erasure/Erasures';
import { createVerification } from './verification/createVerification';

/**
 * The audit log plugin: keeps the events that auditors hand to `auditEventSinkServiceRef`, and serves them.
 *
 * @public
 */
export const auditLogPlugin = createBackendPlugin({
  pluginId: 'audit-log',
  register(env) {
    env.registerInit({
      deps: {
        accessControl: accessControlServiceRef,
        auditLog: auditEventSinkServiceRef,
        auditor: coreServices.auditor,
        auth: coreServices.auth,
        catalog: catalogServiceRef,
        config: coreServices.rootConfig,
        database: coreServices.database,
        discovery: coreServices.discovery,
        httpAuth: coreServices.httpAuth,
        httpRouter: coreServices.httpRouter,
        lifecycle: coreServices.lifecycle,
        logger: coreServices.logger,
        metrics: metricsServiceRef,
        ownAuditLog: auditLogServiceRef,
        permissions: coreServices.permissions,
        permissionsRegistry: coreServices.permissionsRegistry,
        rootInstanceMetadata: coreServices.rootInstanceMetadata,
        scheduler: coreServices.scheduler,
        userInfo: coreServices.userInfo,
      },
      async init(deps) {
        const { auditor, config, database, lifecycle, logger } = deps;
        // Settings first: a wrong one stops the start before anything is written.
        const mode = readAuthorizationMode(config);
        const administrators = Administrators.fromConfig(config);
        const accessSettings = readAccessSettings(config);
        const invitationSettings = readInvitationSettings(config);
        const retentionSettings = readRetentionSettings(config);
        const archiveSettings = readArchiveSettings(config);

        const knex = await database.getClient();
        const claims = Claims.create({ knex, dialect: dialectOf(knex) });
        const registry = new EventTypeRegistry();
        const sealing = await createSealing({ ...deps, knex, registry });
        const ledger = await Ledger.create({
          database,
          logger,
          participant: claims,
          sealing: sealing.ofLedger,
          partition: retentionSettings.period,
        });
        const eventTypes = await EventTypes.create({
          knex,
          dialect: dialectOf(knex),
          logger,
          registry,
        });
        const pipeline = createPipeline({
          ...deps,
          eventTypes,
          ledger: ledger.sink,
          known: events => findKnown(knex, events),
          ledgerName: await ledgerName(knex),
        });
        const { health, watch } = createHealth({ ...deps, ...pipeline });
        const retention = createRetention({
          ...deps,
          settings: retentionSettings,
          archive: archiveSettings,
          auditLog: deps.ownAuditLog,
          knex,
          live: await DatabaseEventReader.create({ database }),
          sealing,
        });
        const { reader, removals } = retention;
        const erasures = Erasures.create({
          knex,
          dialect: dialectOf(knex),
          logger,
          auditLog: deps.ownAuditLog,
          isSealing: sealing.ofLedger !== undefined,
          personalOf: action => registry.declared(action)?.personal ?? [],
          archive: retention.erasure,
        });
        const verification = createVerification({
          ...deps,
          auditLog: deps.ownAuditLog,
          archive: retention,
          knex,
          dialect: dialectOf(knex),
          sealing,
        });
        const control = await createAccessControl({
          ...deps,
          administrators,
          settings: accessSettings,
        });
        const { access } = control;
        if (
          mode === 'roles' &&
          !access.current()?.assignmentsOfRole(ADMINISTRATOR_ROLE_ID).length
        ) {
          logger.warn(
            'Nobody administers the organization, so nobody can give access to the audit log. Name administrators in auditLog.administrators.users or auditLog.administrators.groups, or leave the decision to the permission policy with auditLog.authorization: framework.',
          );
        }
        deps.accessControl.attach(() => access.decider());

        deps.permissionsRegistry.addResourceType({
          resourceRef: auditEventResourceRef,
          permissions: [auditLogReadPermission],
          rules: auditLogPermissionRules,
          getResources: ids =>
            Promise.all(
              ids.map(id => reader.readEvent(id, { kind: 'everything' })),
            ),
        });
        deps.permissionsRegistry.addPermissions([
          ...auditLogPermissions.filter(
            permission => permission !== auditLogReadPermission,
          ),
          ...auditLogAdministrationPermissions,
          ...accessControlPermissions,
        ]);
        const deciding = {
          ...deps,
          access: { fresh: () => access.freshDecider() },
          mode,
        };
        const authorizer = AuditLogAuthorizer.create({
          ...deciding,
          ruleset: deps.permissionsRegistry.getPermissionRuleset(
            auditEventResourceRef,
          ),
        });
        const changes = ChangeRecorder.create({ auditor });
        const invitations = createInvitations({
          access,
          settings: invitationSettings,
          mode,
          changes,
          logger,
        });
        const ingestionKeys = createIngestionKeys({
          access,
          auditLog: deps.ownAuditLog,
          logger,
        });
        const received = createIngestion({ config, knex, claims, pipeline });
        const key = await sharedSecret(access.knex, 'cursors');
        // Whoever has an ingestion key is nobody that Backstage knows. All that is below it asks who it is by itself.
        deps.httpRouter.addAuthPolicy({
          path: '/v1/events',
          allow: 'unauthenticated',
        });
        deps.httpRouter.use(
          await createRouter(
            endpoints,
            {
              ...deps,
              ...control,
              ...received,
              verifications: verification.verifications,
              ingestionKeys,
              accessAuthorizer: AccessAuthorizer.create(deciding),
              authorizer,
              changes,
              coverage: CoverageReader.create({
                knex,
                dialect: dialectOf(knex),
                registry: eventTypes.registry,
              }),
              cursors: CursorCodec.create({ key }),
              erasures,
              eventTypes,
              exports: {
                reader,
                removals,
                sealing,
              },
              health,
              invitations,
              mode,
              reader,
              recent: new RecentSearches(),
              recorder: ReadingRecorder.create({ auditor }),
              retention,
              sealing,
            },
            { validateResponses: process.env.NODE_ENV === 'test' },
          ),
        );

        ledger.start();
        watch.start();
        await pipeline.start();
        sealing.start();
        await verification.start();
        erasures.start();
        eventTypes.start();
        await control.start();
        invitations.start();
        lifecycle.addShutdownHook(async () => {
          await Promise.all([
            control.stop(),
            invitations.stop(),
            received.ingestion.stop(),
            verification.stop(),
            erasures.stop(),
            retention.stop(),
          ]);
          await ingestionKeys.stop();
          await pipeline.close();
          watch.stop();
          await eventTypes.stop();
          await ledger.stop();
          await sealing.stop();
        });
        await deps.auditLog.attach({
          ...pipeline,
          declare: (plugin, types) => eventTypes.declare(plugin, types),
        });
        await retention.start();
        lifecycle.addStartupHook(() => {
          // Not awaited: the portal does not wait for a check that only warns.
          void checkRecording({ auditor, arrivals: pipeline.arrivals, logger });
        });
      },
    });
  },
});
