import { readSystems } from '@fyntrix/features'
import { type Command, Option } from 'commander'
import { root } from '../env.ts'
import { answer, type JsonOption, styled, table } from '../shared/output.ts'

export const systemsCommand = (program: Command): void => {
  program
    .command('systems')
    .description('every system that the project is to have: where it stands, and what proves it')
    .addOption(new Option('--status <status>', 'only these').choices(['finished', 'open']))
    .option('--json [file]', 'answer as JSON')
    .action(({ status, json }: { status?: string; json?: JsonOption }) => {
      const all = readSystems(root)
      const shown = all.filter((system) => status === undefined || system.status === status)
      const finished = all.filter((system) => system.status === 'finished').length
      answer(json, shown, () =>
        [
          table(
            ['id', 'status', 'what', 'stores', 'procedures', 'tests'],
            shown.map((system) => [
              system.id,
              styled(system.status === 'finished' ? 'green' : 'dim', system.status),
              system.what,
              system.stores.join(', '),
              String(system.procedures.length),
              String(system.tests.length),
            ]),
            [4, 5],
          ),
          '',
          `${finished} of ${all.length} are finished`,
        ].join('\n'),
      )
    })
}
