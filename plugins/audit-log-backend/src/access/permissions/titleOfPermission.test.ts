// SPDX-License-Identifier: Apache-2.0
import { titleOfPermission } from './titleOfPermission';

describe('titleOfPermission', () => {
  it.each([
    ['catalog', 'catalog.entity.delete', 'delete', 'Delete entities'],
    ['catalog', 'catalog.entity.refresh', 'update', 'Refresh entities'],
    ['catalog', 'catalog.location.analyze', undefined, 'Analyze locations'],
    ['scaffolder', 'scaffolder.action.execute', undefined, 'Execute actions'],
    [
      'scaffolder',
      'scaffolder.template.parameter.read',
      'read',
      'Read template parameters',
    ],
    ['scaffolder', 'scaffolder.template.dryRun', undefined, 'Template dry run'],
    ['kubernetes', 'kubernetes.clusters.read', 'read', 'Read clusters'],
    ['kubernetes', 'kubernetes.proxy', undefined, 'Proxy'],
    ['devtools', 'devtools.info', 'read', 'Read info'],
    ['devtools', 'devtools.administer', undefined, 'Administer'],
    ['permission', 'policy.entity.create', 'create', 'Create policy entities'],
    ['bulk-import', 'bulk.import', undefined, 'Bulk import'],
    ['toy', 'toy.stockBox.read-all', 'read', 'Read stock box read all'],
    ['toy', 'toyBoxes', undefined, 'Boxes'],
    ['toy', '???', undefined, '???'],
  ] as const)('%s: %s', (plugin, name, action, title) => {
    expect(titleOfPermission(plugin, { name, action })).toBe(title);
  });
});
