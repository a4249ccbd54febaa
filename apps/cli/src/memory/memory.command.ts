import { memoryLimits } from '@fyntrix/domain/memory'
import { JsonValue } from '@fyntrix/domain/shared'
import { type Command, InvalidArgumentError } from 'commander'
import type { CliContext } from '../context.ts'
import { connectToHome } from '../home/running.ts'
import { answer, type JsonOption, table } from '../shared/output.ts'

interface Json {
  readonly json?: JsonOption
}

const parseValue = (text: string): JsonValue => {
  try {
    return JsonValue.parse(JSON.parse(text))
  } catch {
    throw new InvalidArgumentError(`the value is JSON, such as '{"symbol":"TCS"}' or '"a text"'`)
  }
}

const parseSeconds = (text: string): number => {
  const seconds = Number(text)
  if (!/^\d+$/.test(text) || seconds < 1 || seconds > memoryLimits.longestSeconds)
    throw new InvalidArgumentError(`whole seconds, 1 to ${memoryLimits.longestSeconds}`)
  return seconds
}

export const memoryCommand = (program: Command, { env }: CliContext): void => {
  const memory = program.command('memory').description('what is remembered for a while, by you and your agents')
  const command = (name: string, about: string) =>
    memory.command(name).description(about).option('--json [file]', 'answer as JSON')
  const client = () => connectToHome(env.home).memory
  const type = ['<type>', 'what kind of thing, such as session'] as const
  const key = ['<key>', 'what comes before its first colon is its namespace'] as const

  command('get', 'what is remembered there')
    .argument(...type)
    .argument(...key)
    .action(async (contextType: string, name: string, { json }: Json) => {
      const reading = await client().get({ contextType, key: name })
      answer(json, reading, () =>
        reading.found ? JSON.stringify(reading.value, null, 2) : `${contextType} ${name}: nothing is remembered`,
      )
      if (!reading.found) process.exitCode = 1
    })

  command('set', 'remember a value for a while')
    .argument(...type)
    .argument(...key)
    .argument('<value>', 'as JSON', parseValue)
    .option('--ttl <seconds>', `for how long (default: ${memoryLimits.defaultSeconds})`, parseSeconds)
    .action(
      async (contextType: string, name: string, value: JsonValue, { ttl, json }: Json & { readonly ttl?: number }) => {
        const entry = await client().set({
          contextType,
          key: name,
          value,
          ...(ttl !== undefined && { ttlSeconds: ttl }),
        })
        answer(json, entry, () => `${contextType} ${name}: remembered until ${entry.expiresAt}`)
      },
    )

  command('remove', 'forget a value')
    .argument(...type)
    .argument(...key)
    .action(async (contextType: string, name: string, { json }: Json) => {
      const cleared = await client().remove({ contextType, key: name })
      answer(json, cleared, () =>
        cleared.removed === 0 ? `${contextType} ${name}: nothing was remembered` : `${contextType} ${name}: forgotten`,
      )
    })

  command('list', 'what is remembered, without values')
    .argument('[type]', type[1])
    .argument('[namespace]', 'such as the id of a session')
    .action(async (contextType: string | undefined, namespace: string | undefined, { json }: Json) => {
      const entries = await client().list({ ...(contextType && { contextType }), ...(namespace && { namespace }) })
      answer(json, entries, () =>
        entries.length === 0
          ? 'nothing is remembered'
          : table(
              ['type', 'key', 'until'],
              entries.map((entry) => [entry.contextType, entry.key, entry.expiresAt]),
            ),
      )
    })

  command('clear', 'forget all of a type, or of one namespace of it')
    .argument(...type)
    .argument('[namespace]', 'such as the id of a session')
    .action(async (contextType: string, namespace: string | undefined, { json }: Json) => {
      const cleared = await client().clear({ contextType, ...(namespace && { namespace }) })
      answer(json, cleared, () => `${cleared.removed} forgotten`)
    })
}
