import type { Command } from 'commander'
import type { CliContext } from '../context.ts'
import { CommandFailure } from '../shared/failure.ts'
import { answer, type JsonOption } from '../shared/output.ts'
import { createProgress, gauge } from '../shared/progress.ts'
import { withStop } from '../shared/stop.ts'
import { cleanedText } from './cutover.text.ts'
import { cutoverVerb } from './cutover-verb.ts'
import { plain } from './plain.ts'
import { onHome } from './target.ts'

interface Options {
  readonly json?: JsonOption
  readonly undo?: string
  readonly purge?: string
}

/** `migrate clean`: what is proved is moved out of a legacy installation, and deleted only by another call. */
export const cleanCommand = (migrate: Command, context: CliContext): void => {
  const { wall } = context
  cutoverVerb(
    migrate,
    'clean',
    'after the switch, move what is proved at this moment into a folder beside the installation; deletes nothing',
    '0 all of it was done, 1 something stays where it is',
  )
    .argument('[folder]', 'the installation')
    .option('--undo <inventory>', 'move back what an inventory lists')
    .option('--purge <inventory>', 'delete for good what an inventory lists, where it still is what was moved')
    .action(async (folder: string | undefined, { json, undo, purge }: Options) => {
      const given = [folder, undo, purge].filter((one) => one !== undefined)
      const [place] = given
      if (place === undefined || given.length > 1)
        throw new CommandFailure('name one of: the installation, --undo INVENTORY, --purge INVENTORY', 2)
      const { clean, purgeMoved, undoClean } = await import('@fyntrix/migration')
      const verb = purge !== undefined ? 'deleted' : undo !== undefined ? 'moved back' : 'moved'
      const work = { deleted: purgeMoved, 'moved back': undoClean, moved: clean }[verb]
      await onHome(context, 'writes', async (target) => {
        const cleaned = await withStop((signal) =>
          createProgress().step('looking, then moving', (update) =>
            work(target, place, {
              now: wall,
              signal,
              onProgress: (what, done, of) => update(`${gauge(done, of)} ${what}`),
            }),
          ),
        )
        answer(json, plain(cleaned), () => cleanedText(cleaned, verb))
        if (cleaned.stays.length > 0) process.exitCode = 1
      })
    })
}
