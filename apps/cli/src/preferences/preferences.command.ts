import { MarketRegion, type Preferences, PreferenceValues, RiskProfile } from '@fyntrix/domain/preferences'
import { Mode } from '@fyntrix/domain/top-picks'
import { Universe } from '@fyntrix/domain/universes'
import { type Command, InvalidArgumentError, Option } from 'commander'
import type { CliContext } from '../context.ts'
import { connectToHome } from '../home/running.ts'
import { parseListOf } from '../shared/arguments.ts'
import { answer, type JsonOption, table } from '../shared/output.ts'

type Name = keyof PreferenceValues

interface SetOptions {
  readonly acceptDisclosure?: string
  readonly universe?: Universe
  readonly region?: MarketRegion
  readonly risk?: RiskProfile
  readonly modes?: Mode[]
  readonly primary?: Mode
  readonly auxiliary?: Mode[]
  readonly unset?: Name[]
  readonly revision?: number
  readonly json?: JsonOption
}

const names = PreferenceValues.keyof().options

const parseModes = (text: string): Mode[] => (text === '' ? [] : parseListOf(Mode.options)(text))

const parseRevision = (text: string): number => {
  const revision = Number(text)
  if (!/^\d+$/.test(text) || !Number.isSafeInteger(revision))
    throw new InvalidArgumentError('a revision is a number from 0')
  return revision
}

const valueText = (value: PreferenceValues[Name]): string => {
  if (value === null) return '–'
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  return typeof value === 'string' ? value : value.join(', ')
}

const preferencesText = (held: Preferences): string =>
  table(
    ['preference', 'value', ''],
    names.map((name) => [name, valueText(held[name]), held.chosen.includes(name) ? 'chosen' : 'default']),
  )

const choicesOf = (options: SetOptions) => ({
  ...(options.acceptDisclosure !== undefined && {
    disclosureAccepted: true,
    disclosureVersion: options.acceptDisclosure,
  }),
  ...(options.universe && { universe: options.universe }),
  ...(options.region && { marketRegion: options.region }),
  ...(options.risk && { riskProfile: options.risk }),
  ...(options.modes && { tradingModes: options.modes }),
  ...(options.primary && { primaryMode: options.primary }),
  ...(options.auxiliary && { auxiliaryModes: options.auxiliary }),
  ...(options.revision !== undefined && { revision: options.revision }),
  ...Object.fromEntries((options.unset ?? []).map((name) => [name, null])),
})

const choosing = (command: Command): Command =>
  command
    .option('--accept-disclosure <version>', 'accept this version of the disclosure')
    .addOption(new Option('--universe <universe>', 'which stocks').choices(Universe.options))
    .addOption(new Option('--region <region>', 'which market').choices(MarketRegion.options))
    .addOption(new Option('--risk <profile>', 'how much may be lost').choices(RiskProfile.options))
    .option('--modes <modes>', `enabled, separated by commas: ${Mode.options.join(', ')}`, parseModes)
    .addOption(new Option('--primary <mode>', 'the main one of them').choices(Mode.options))
    .option('--auxiliary <modes>', 'those beside it, separated by commas', parseModes)
    .option('--revision <n>', 'only over this revision', parseRevision)

export const preferencesCommand = (program: Command, { env }: CliContext): void => {
  const preferences = program.command('preferences').description('what you prefer')
  const command = (name: string, about: string) =>
    preferences.command(name).description(about).option('--json [file]', 'answer as JSON')
  const client = () => connectToHome(env.home).preferences

  command('show', 'what holds, and what of it was chosen').action(async ({ json }: { readonly json?: JsonOption }) => {
    const held = await client().get()
    answer(json, held, () => preferencesText(held))
  })

  choosing(command('set', 'change what is named'))
    .option('--unset <names>', `back to the default, separated by commas: ${names.join(', ')}`, parseListOf(names))
    .action(async (options: SetOptions) => {
      const held = await client().update(choicesOf(options))
      answer(options.json, held, () => preferencesText(held))
    })

  choosing(command('replace', 'choose everything anew; what is not named goes back to the default')).action(
    async (options: SetOptions) => {
      const held = await client().replace(choicesOf(options))
      answer(options.json, held, () => preferencesText(held))
    },
  )
}
