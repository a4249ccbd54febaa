import type { Id } from '@fyntrix/domain/shared'
import type { Command } from 'commander'
import type { CliContext } from '../context.ts'
import { connectToHome } from '../home/running.ts'
import { parseId } from '../shared/arguments.ts'
import { answer, type JsonOption, table } from '../shared/output.ts'

/** `access users …` */
export const userCommands = (access: Command, { env }: CliContext): void => {
  const users = access.command('users').description('who owns things')

  users
    .command('list')
    .description('users, oldest first')
    .option('--after <id>', 'the last id of the page before', parseId)
    .option('--json [file]', 'answer as JSON')
    .action(async ({ json, after }: { after?: Id; json?: JsonOption }) => {
      const found = await connectToHome(env.home).access.users({ after })
      answer(json, found, () =>
        table(
          ['id', 'name', 'external id', 'since'],
          found.map(({ id, name, externalId, createdAt }) => [id, name, externalId ?? '', createdAt]),
        ),
      )
    })

  users
    .command('create <name>')
    .description('make a user with an account')
    .option('--external-id <id>', 'the id at the identity provider')
    .option('--json [file]', 'answer as JSON')
    .action(async (name: string, { json, externalId }: { externalId?: string; json?: JsonOption }) => {
      const user = await connectToHome(env.home).access.createUser({ name, externalId })
      answer(json, user, () => `${user.name} is ${user.id}`)
    })
}

/** `access accounts …` */
export const accountCommands = (access: Command, { env }: CliContext): void => {
  const accounts = access.command('accounts').description('trading accounts')

  accounts
    .command('list')
    .description('accounts, oldest first')
    .option('--user <id>', 'whose; by default one’s own', parseId)
    .option('--json [file]', 'answer as JSON')
    .action(async ({ json, user }: { user?: Id; json?: JsonOption }) => {
      const found = await connectToHome(env.home).access.accounts({ userId: user })
      answer(json, found, () =>
        table(
          ['id', 'name', 'user'],
          found.map(({ id, name, userId }) => [id, name, userId]),
        ),
      )
    })

  accounts
    .command('create <name>')
    .description('make an account')
    .option('--user <id>', 'whose; by default one’s own', parseId)
    .option('--json [file]', 'answer as JSON')
    .action(async (name: string, { json, user }: { user?: Id; json?: JsonOption }) => {
      const account = await connectToHome(env.home).access.createAccount({ name, userId: user })
      answer(json, account, () => `${account.name} is ${account.id}`)
    })
}
