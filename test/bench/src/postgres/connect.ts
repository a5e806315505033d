// SPDX-License-Identifier: Apache-2.0
import { Client } from 'pg';
import type { Uses } from '../Uses';

/** One connection of the driver itself. */
export async function connect(
  uses: Uses,
  connectionString: string,
): Promise<Client> {
  const client = new Client({ connectionString });
  await client.connect();
  return uses.use(client, it => it.end());
}
