import { AuditPosition } from '@fyntrix/domain/access'
import type { Id } from '@fyntrix/domain/shared'
import { type Command, InvalidArgumentError } from 'commander'
import type { CliContext } from '../context.ts'
import { connectToHome } from '../home/running.ts'
import { parseId } from '../shared/arguments.ts'
import { answer, type JsonOption, table } from '../shared/output.ts'

const parsePosition = (text: string): AuditPosition => {
  const [seq, hash] = text.split(':')
  const position = AuditPosition.safeParse({ seq: Number(seq), hash })
  if (!position.success) throw new InvalidArgumentError('a head looks like 42:<64 hexadecimal digits>')
  return position.data
}

const parseSeq = (text: string): number => {
  const seq = Number(text)
  if (!Number.isInteger(seq) || seq < 1) throw new InvalidArgumentError('a number of the log')
  return seq
}

interface ListOptions {
  readonly user?: Id
  readonly procedure?: string
  readonly before?: number
  readonly json?: JsonOption
}

/** `access audit …` */
export const auditCommands = (access: Command, { env }: CliContext): void => {
  const audit = access.command('audit').description('the log of mutating calls')

  audit
    .command('list')
    .description('mutating calls, newest first')
    .option('--user <id>', 'only those of this user', parseId)
    .option('--procedure <name>', 'only those of this procedure')
    .option('--before <number>', 'the last number of the page before', parseSeq)
    .option('--json [file]', 'answer as JSON')
    .action(async ({ json, user, ...query }: ListOptions) => {
      const found = await connectToHome(env.home).access.audit({ userId: user, ...query })
      answer(json, found, () =>
        table(
          ['no.', 'at', 'user', 'key', 'procedure', 'outcome', 'input'],
          found.map(({ seq, at, userId, keyId, procedure, outcome, input }) => [
            String(seq),
            at,
            userId,
            keyId,
            procedure,
            outcome,
            (input ?? '').slice(0, 60),
          ]),
          [0],
        ),
      )
    })

  audit
    .command('verify')
    .description('whether the log is what was written; ends with 1 if it is not')
    .option(
      '--head <position>',
      'the head of an earlier check, kept outside: it must still be on the chain',
      parsePosition,
    )
    .option('--json [file]', 'answer as JSON')
    .action(async ({ json, head }: { head?: AuditPosition; json?: JsonOption }) => {
      const verdict = await connectToHome(env.home).access.verifyAudit({ expected: head })
      answer(json, verdict, () =>
        verdict.intact
          ? `${verdict.entries} entries, intact; keep the head: ${verdict.head.seq}:${verdict.head.hash}`
          : `the audit log was tampered with:\n${verdict.problems.map((problem) => `  ${problem}`).join('\n')}`,
      )
      if (!verdict.intact) process.exitCode = 1
    })
}
