import type { Command } from 'commander'
import { parseCount } from '../bench/bench.command.ts'
import type { CliContext } from '../context.ts'
import { answer, type JsonOption } from '../shared/output.ts'
import { createProgress } from '../shared/progress.ts'
import { withStop } from '../shared/stop.ts'
import { drillText, rollbackText } from './cutover.text.ts'
import { cutoverVerb, parseSeconds } from './cutover-verb.ts'
import { plain } from './plain.ts'
import { onHome } from './target.ts'

interface Options {
  readonly json?: JsonOption
  readonly drill?: true
  readonly quiet: number
  readonly reads: number
}

/** `migrate rollback`: back to the legacy system. */
export const rollbackCommand = (migrate: Command, context: CliContext): void => {
  const { wall } = context
  cutoverVerb(
    migrate,
    'rollback',
    'go back to the legacy system: put its configuration back, and prove that its databases are as they were',
    '0 rolled back with nothing changed since the switch (with --drill: and switched again), 1 something changed, was edited between two backups, or stands in the way',
  )
    .argument('<folder>', 'the installation')
    .option('--drill', 'roll back, switch over again, and tell how long that took')
    .option('--quiet <seconds>', 'for which nobody may have written before the drill switches', parseSeconds, 10_000)
    .option('--reads <n>', 'questions that both systems are asked before the drill switches', parseCount(0), 2_000)
    .action(async (folder: string, { json, drill: isDrill, quiet, reads }: Options) => {
      const { drill, rollback } = await import('@fyntrix/migration')
      await onHome(context, 'writes', async (target) => {
        if (isDrill === true) {
          const done = await withStop((signal) =>
            createProgress().step('drilling', (update) =>
              drill(target, folder, {
                quietMs: quiet,
                reads,
                now: wall,
                signal,
                onProgress: (moment, detail) => update(`${moment} ${detail}`),
              }),
            ),
          )
          answer(json, plain(done), () => drillText(done))
          if (done.rollback.changed.length + done.cutover.refused.length > 0) process.exitCode = 1
          return
        }
        const done = await withStop((signal) =>
          createProgress().step('rolling back', () => rollback(target, folder, { signal })),
        )
        answer(json, plain(done), () => rollbackText(done))
        if (done.changed.length + done.edits.length > 0) process.exitCode = 1
      })
    })
}
