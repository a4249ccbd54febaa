import type { Command } from 'commander'
import { answer, type JsonOption } from '../shared/output.ts'
import { createProgress } from '../shared/progress.ts'
import { inspectionText } from './inspection.text.ts'

interface Options {
  readonly json?: JsonOption
}

export const migrateCommand = (program: Command): void => {
  const migrate = program.command('migrate').description('move a legacy installation over')

  migrate
    .command('inspect')
    .description('what a legacy installation holds, and what of it cannot be read as it stands; writes nothing')
    .argument('<folder>', 'the installation: its databases may be in use')
    .option('--json [file]', 'answer as JSON, with the storage classes of every column')
    .addHelpText('after', '\nexit codes: 0 everything can be read, 1 there are things to know of, 2 called wrongly')
    .action(async (folder: string, { json }: Options) => {
      const { inspect } = await import('@fyntrix/migration')
      const inspection = await createProgress().step('looking', (update) =>
        inspect(folder, {
          onProgress: (path, rows) => update(rows === 0 ? path : `${path}, ${rows.toLocaleString('en-IN')} rows`),
        }),
      )
      answer(json, inspection, () => inspectionText(inspection))
      if (inspection.problems.length > 0) process.exitCode = 1
    })
}
