import { readFileSync } from 'node:fs'
import type { Membership } from '@fyntrix/domain/universes'
import { loadCalendar } from '@fyntrix/services/shared'
import { addMemberships } from '@fyntrix/services/universes'
import type { Command } from 'commander'
import type { CliContext } from '../context.ts'
import { ensureHome } from '../home/home.ts'
import { connectToHome } from '../home/running.ts'
import { answer, type JsonOption, table } from '../shared/output.ts'

interface Options {
  readonly json?: JsonOption
}

const listsText = (lists: readonly Membership[]): string =>
  table(
    ['universe', 'from', 'to', 'members', 'source'],
    lists.map(({ universe, from, to, symbols, source }) => [universe, from, to ?? '', String(symbols.length), source]),
    [3],
  )

export const universesCommand = (program: Command, { env }: CliContext): void => {
  const universes = program.command('universes').description('which stocks picks are drawn from, with dates')

  universes
    .command('list')
    .description('every dated list of members, with where it is from')
    .option('--json [file]', 'answer as JSON')
    .action(async ({ json }: Options) => {
      const lists = await connectToHome(env.home).universes.lists()
      answer(json, lists, () => listsText(lists))
    })

  universes
    .command('add')
    .description('add dated lists of members to this home; processes that run see them at once')
    .argument('<file>', 'JSON: source, lists of universe, from (YYYY-MM-DD), symbols')
    .option('--json [file]', 'answer as JSON')
    .action(async (file: string, { json }: Options) => {
      const text = readFileSync(file, 'utf8')
      const calendar = loadCalendar(env.home)
      ensureHome(env.home)
      const added = await addMemberships(env.home, text, calendar)
      answer(json, added, () =>
        added.length === 0 ? 'these lists are there already: nothing was changed' : listsText(added),
      )
    })
}
