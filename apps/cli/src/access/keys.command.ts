import { Scope } from '@fyntrix/domain/access'
import { type Id } from '@fyntrix/domain/shared'
import type { RouterOutputs } from '@fyntrix/sdk'
import { type Command, InvalidArgumentError } from 'commander'
import type { CliContext } from '../context.ts'
import { connectToHome } from '../home/running.ts'
import { parseInstant } from '../home/up.command.ts'
import { parseId, parseListOf } from '../shared/arguments.ts'
import { answer, type JsonOption, table } from '../shared/output.ts'

type Key = RouterOutputs['access']['keys'][number]
type NewKey = RouterOutputs['access']['createKey']

const parseSeconds = (text: string): number => {
  const seconds = Number(text)
  if (!Number.isInteger(seconds) || seconds < 0) throw new InvalidArgumentError('a whole number of seconds')
  return seconds
}

const keysTable = (keys: readonly Key[]): string =>
  table(
    ['id', 'name', 'prefix', 'scopes', 'state', 'expires', 'last used'],
    keys.map(({ id, name, prefix, scopes, state, expiresAt, lastUsedAt }) => [
      id,
      name,
      prefix,
      scopes.join(','),
      state,
      expiresAt ?? 'never',
      lastUsedAt ?? 'never',
    ]),
  )

const shown = (made: NewKey): string =>
  made.key === null
    ? `made before, as ${made.id}: its key was shown then`
    : `${made.key}\nkeep it now: it is shown this once (id ${made.id})`

interface CreateOptions {
  readonly scopes: Scope[]
  readonly expires?: string
  readonly user?: Id
  readonly json?: JsonOption
}

/** `access keys …` */
export const keyCommands = (access: Command, { env }: CliContext): void => {
  const keys = access.command('keys').description('API keys')

  keys
    .command('list')
    .description('keys without the keys, newest first')
    .option('--user <id>', 'only those of this user', parseId)
    .option('--before <id>', 'the last id of the page before', parseId)
    .option('--json [file]', 'answer as JSON')
    .action(async ({ json, user, before }: { user?: Id; before?: Id; json?: JsonOption }) => {
      const found = await connectToHome(env.home).access.keys({ userId: user, before })
      answer(json, found, () => keysTable(found))
    })

  keys
    .command('create <name>')
    .description('make a key and show it this once')
    .requiredOption(
      '--scopes <scopes>',
      `what it may do, separated by commas: ${Scope.options.join(', ')}`,
      parseListOf(Scope.options),
    )
    .option('--expires <instant>', 'when it ends; without it never', parseInstant)
    .option('--user <id>', 'whose it is; by default one’s own', parseId)
    .option('--json [file]', 'answer as JSON')
    .action(async (name: string, { json, scopes, expires, user }: CreateOptions) => {
      const input = { name, scopes, expiresAt: expires, userId: user }
      const made = await connectToHome(env.home).access.createKey(input)
      answer(json, made, () => shown(made))
    })

  keys
    .command('rotate <id>')
    .description('make the successor of a key; both work until the overlap ends')
    .option('--overlap <seconds>', 'how long both work', parseSeconds, 86_400)
    .option('--json [file]', 'answer as JSON')
    .action(async (id: string, { json, overlap }: { overlap: number; json?: JsonOption }) => {
      const made = await connectToHome(env.home).access.rotateKey({ id: parseId(id), overlapSeconds: overlap })
      answer(json, made, () => shown(made))
    })

  keys
    .command('revoke <id>')
    .description('end a key, everywhere within five seconds')
    .option('--json [file]', 'answer as JSON')
    .action(async (id: string, { json }: { json?: JsonOption }) => {
      const key = await connectToHome(env.home).access.revokeKey({ id: parseId(id) })
      answer(json, key, () => `${key.name} ended at ${key.revokedAt}`)
    })
}
