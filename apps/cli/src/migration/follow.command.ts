import type { Command } from 'commander'
import type { CliContext } from '../context.ts'
import { answer, type JsonOption } from '../shared/output.ts'
import { createProgress } from '../shared/progress.ts'
import { withStop } from '../shared/stop.ts'
import { followedText, roundText } from './cutover.text.ts'
import { cutoverVerb, parseSeconds } from './cutover-verb.ts'
import { plain } from './plain.ts'
import { onHome } from './target.ts'

interface Options {
  readonly json?: JsonOption
  readonly every: number
}

/** `migrate follow`: imports what a legacy system writes, until it is stopped. */
export const followCommand = (migrate: Command, context: CliContext): void => {
  cutoverVerb(
    migrate,
    'follow',
    'import what is added and changed while the legacy system goes on writing, until it is stopped or switched over',
    '0 stopped, 1 there are things to know of',
  )
    .argument('<folder>', 'the installation: its databases may be in use')
    .option('--every <seconds>', 'between two looks', parseSeconds, 1_000)
    .action(async (folder: string, { json, every }: Options) => {
      const { follow } = await import('@fyntrix/migration')
      await onHome(context, 'writes', async (target) => {
        const followed = await withStop(
          (signal) =>
            createProgress().step('following', (update) =>
              follow(target, folder, { signal, everyMs: every, onProgress: (round) => update(roundText(round)) }),
            ),
          new DOMException('stopped', 'AbortError'),
        )
        answer(json, plain(followed), () => followedText(followed))
        if (followed.waiting.length + followed.problems.length > 0) process.exitCode = 1
      })
    })
}
