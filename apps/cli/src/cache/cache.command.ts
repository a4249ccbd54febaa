import { CacheNamespace, UnifiedType, ViewName } from '@fyntrix/domain/cache'
import { Argument, type Command, InvalidArgumentError, Option } from 'commander'
import type { CliContext } from '../context.ts'
import { connectToHome } from '../home/running.ts'
import { answer, type JsonOption } from '../shared/output.ts'
import {
  clearedText,
  explanationText,
  healthText,
  keysMarkdown,
  keysText,
  rebuiltText,
  statsText,
} from './cache.text.ts'

interface ClearOptions {
  readonly family?: string
  readonly namespace?: string
  readonly type?: UnifiedType
  readonly symbol?: string
  readonly all?: true
  readonly json?: JsonOption
}

type Texts = Readonly<Record<string, string>>

/** Collects `name=value` arguments. */
const collect = (text: string, before: Texts = {}): Texts => {
  const at = text.indexOf('=')
  if (at < 1) throw new InvalidArgumentError('write it as name=value, such as symbol=RELIANCE')
  return { ...before, [text.slice(0, at)]: text.slice(at + 1) }
}

/** commander gives an empty list where no argument was collected */
type Collected = Texts | readonly never[] | undefined

const textsOf = (collected: Collected): Texts => Object.fromEntries(Object.entries(collected ?? {}))

const parameters = ['[parameters...]', 'as name=value, such as symbol=RELIANCE'] as const

export const cacheCommand = (program: Command, { env }: CliContext): void => {
  const cache = program.command('cache').description('the cache: what is in it, why, and how it is doing')
  const command = (name: string, about: string) =>
    cache.command(name).description(about).option('--json [file]', 'answer as JSON')
  const client = () => connectToHome(env.home).cache

  command('stats', 'what was counted, family by family, in all processes').action(
    async ({ json }: { json?: JsonOption }) => {
      const stats = await client().stats()
      answer(json, stats, () => statsText(stats))
    },
  )

  command('keys', 'every kind of key in Redis; needs nothing running')
    .option('--markdown', 'as a table for documents')
    .action(async ({ json, markdown }: { json?: JsonOption; markdown?: true }) => {
      const { catalogue } = await import('@fyntrix/services/cache')
      const entries = catalogue()
      answer(json, entries, () => (markdown ? keysMarkdown(entries) : keysText(entries)))
    })

  command('get', 'a value as JSON, while it is fresh or stale')
    .argument('<family>')
    .argument(...parameters, collect)
    .action(async (family: string, given: Collected, { json }: { json?: JsonOption }) => {
      const value = await client().get({ family, parameters: textsOf(given) })
      answer(json, value, () => (value.found ? JSON.stringify(value.value, null, 2) : `${value.key}: nothing`))
      if (!value.found) process.exitCode = 1
    })

  command('explain', 'why a reader of a key would get what it gets')
    .argument('<family>')
    .argument(...parameters, collect)
    .action(async (family: string, given: Collected, { json }: { json?: JsonOption }) => {
      const explanation = await client().explain({ family, parameters: textsOf(given) })
      answer(json, explanation, () => explanationText(explanation))
    })

  command('clear', 'remove values everywhere: what all the options together narrow down')
    .argument(...parameters, collect)
    .option('--family <family>', 'one family')
    .addOption(new Option('--namespace <namespace>', 'all families of a namespace').choices(CacheNamespace.options))
    .addOption(new Option('--type <type>', 'a type of the unified cache').choices(UnifiedType.options))
    .option('--symbol <symbol>', 'a symbol of the unified cache')
    .option('--all', 'everything that can be computed or read again: all but memory')
    .action(async (given: Collected, { json, ...narrowed }: ClearOptions) => {
      const named = textsOf(given)
      const cleared = await client().clear({ ...narrowed, ...(Object.keys(named).length > 0 && { parameters: named }) })
      answer(json, cleared, () => clearedText(cleared))
    })

  command('rebuild', 'what Redis holds of the facts, made again from PostgreSQL: one view, or all')
    .addArgument(new Argument('[view]').choices(ViewName.options))
    .action(async (view: ViewName | undefined, { json }: { json?: JsonOption }) => {
      const rebuilt = await client().rebuild({ ...(view && { view }) })
      answer(json, rebuilt, () => rebuiltText(rebuilt))
    })

  command('health', 'how the Redis of the cache is doing').action(async ({ json }: { json?: JsonOption }) => {
    const health = await client().health()
    answer(json, health, () => healthText(health))
    if (health.status === 'down') process.exitCode = 1
  })
}
