import type { Command } from 'commander'
import { parseCount } from '../bench/bench.command.ts'
import type { CliContext } from '../context.ts'
import { answer, type JsonOption } from '../shared/output.ts'
import { createProgress } from '../shared/progress.ts'
import { withStop } from '../shared/stop.ts'
import { cutoverText } from './cutover.text.ts'
import { cutoverVerb, parseSeconds } from './cutover-verb.ts'
import { plain } from './plain.ts'
import { onHome } from './target.ts'

interface Options {
  readonly json?: JsonOption
  readonly plan: string
  readonly quiet: number
  readonly reads: number
  readonly seed: number
  readonly configuration?: string
}

/** `migrate cutover`: the switch. */
export const cutoverCommand = (migrate: Command, context: CliContext): void => {
  const { wall } = context
  cutoverVerb(
    migrate,
    'cutover',
    'switch over: follow to the end, see that nobody writes any more, prove everything, and record it; to be called again after whatever ended it',
    '0 switched over, 1 something stands in the way',
  )
    .argument('<folder>', 'the installation: whoever writes to it is to be stopped')
    .requiredOption('--plan <hash>', 'of the plan that is agreed to')
    .option('--quiet <seconds>', 'for which nobody may have written', parseSeconds, 10_000)
    .option('--reads <n>', 'questions that both systems are asked before', parseCount(0), 2_000)
    .option('--seed <seed>', 'repeats the same questions', parseCount(0), 1)
    .option('--configuration <backup>', 'apply the configuration too, after a backup into this new folder')
    .action(async (folder: string, { json, plan: hash, quiet, reads, seed, configuration }: Options) => {
      const { cutover } = await import('@fyntrix/migration')
      await onHome(context, 'writes', async (target) => {
        const done = await withStop((signal) =>
          createProgress().step('switching over', (update) =>
            cutover(target, folder, {
              hash,
              quietMs: quiet,
              reads,
              seed,
              backupFolder: configuration,
              now: wall,
              signal,
              onProgress: (moment, detail) => update(`${moment} ${detail}`),
            }),
          ),
        )
        answer(json, plain(done), () => cutoverText(done))
        if (done.refused.length > 0) process.exitCode = 1
      })
    })
}
