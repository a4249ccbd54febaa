import type { Command } from 'commander'
import type { CliContext } from '../context.ts'
import { auditCommands } from './audit.command.ts'
import { keyCommands } from './keys.command.ts'
import { matrixCommand, openApiCommand } from './matrix.command.ts'
import { accountCommands, userCommands } from './users.command.ts'

export const accessCommand = (program: Command, context: CliContext): void => {
  const access = program
    .command('access')
    .description('who may do what: API keys, users, accounts, the log of who did what')
  keyCommands(access, context)
  userCommands(access, context)
  accountCommands(access, context)
  auditCommands(access, context)
  matrixCommand(access, context)
  openApiCommand(access, context)
}
