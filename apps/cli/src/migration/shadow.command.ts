import type { Command } from 'commander'
import { parseCount } from '../bench/bench.command.ts'
import type { CliContext } from '../context.ts'
import { answer, type JsonOption } from '../shared/output.ts'
import { createProgress, gauge } from '../shared/progress.ts'
import { withStop } from '../shared/stop.ts'
import { shadowText } from './cutover.text.ts'
import { cutoverVerb } from './cutover-verb.ts'
import { plain } from './plain.ts'
import { onHome } from './target.ts'

interface Options {
  readonly json?: JsonOption
  readonly reads: number
  readonly seed: number
  readonly follow?: true
}

/** `migrate shadow`: asks both systems the same questions. */
export const shadowCommand = (migrate: Command, context: CliContext): void => {
  cutoverVerb(
    migrate,
    'shadow',
    'ask the legacy databases and this installation the same questions, and compare the answers',
    '0 no difference is unexplained, 1 some are',
  )
    .argument('<folder>', 'the installation: its databases may be in use')
    .option('--reads <n>', 'questions', parseCount(1), 10_000)
    .option('--seed <seed>', 'repeats the same questions', parseCount(0), 1)
    .option('--follow', 'import what is written and changed meanwhile')
    .action(async (folder: string, { json, reads, seed, follow }: Options) => {
      const { shadowWhileFollowing } = await import('@fyntrix/migration')
      await onHome(context, 'writes', async (target) => {
        const report = await withStop((signal) =>
          createProgress().step('asking both', (update) =>
            shadowWhileFollowing(target, folder, {
              reads,
              seed,
              follow: follow === true,
              signal,
              onProgress: ({ asked, different, open }) =>
                update(`${gauge(asked, reads)} ${different} differed at first, ${open} to explain`),
            }),
          ),
        )
        answer(json, plain(report), () => shadowText(report))
        if (report.unexplained > 0) process.exitCode = 1
      })
    })
}
