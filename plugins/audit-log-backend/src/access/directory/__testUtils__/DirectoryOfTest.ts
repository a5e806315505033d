// SPDX-License-Identifier: Apache-2.0
import { mockServices } from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import type { Knex } from 'knex';
import { testStore } from '../../__testUtils__/testStore';
import type { AccessModel } from '../../model/AccessModel';
import type { AccessStore } from '../../store/AccessStore';
import { DirectorySync } from '../DirectorySync';

/** What is known of a catalog that changes. */
export class DirectoryOfTest {
  static async create(
    knex: Knex,
    administrators?: object,
  ): Promise<DirectoryOfTest> {
    const access = await testStore(knex, administrators);
    await access.fresh();
    return new DirectoryOfTest(knex, access);
  }

  readonly logger = mockServices.logger.mock();
  readonly sync: DirectorySync;
  /** That of the moment. */
  catalog: CatalogService = catalogServiceMock();

  private constructor(readonly knex: Knex, readonly access: AccessStore) {
    this.sync = this.syncOf(access);
  }

  /** That of a process. */
  syncOf(access: AccessStore, patienceMs: number = 60_000): DirectorySync {
    return DirectorySync.create({
      access,
      catalog: {
        streamEntities: (...given: [any, any]) =>
          this.catalog.streamEntities(...given),
      } as CatalogService,
      auth: mockServices.auth(),
      logger: this.logger,
      patienceMs,
    });
  }

  run(): Promise<void> {
    return this.sync.run(new AbortController().signal);
  }

  /** Reads a catalog of these entities, and gives what is known then. */
  async read(entities: Entity[]): Promise<AccessModel> {
    this.catalog = catalogServiceMock({ entities });
    await this.run();
    return this.access.fresh();
  }
}
