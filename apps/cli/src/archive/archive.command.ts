import type { ArchiveReport } from '@fyntrix/domain/archive'
import type { Command } from 'commander'
import type { CliContext } from '../context.ts'
import { connectToHome } from '../home/running.ts'
import { answer, type JsonOption, styled, table } from '../shared/output.ts'
import { retentionCommand } from './retention.command.ts'

interface CheckOptions {
  readonly repair?: boolean
  readonly json?: JsonOption
}

const reportText = ({ files, bytes, problems, repaired, findings }: ArchiveReport): string => {
  const looked = `${files} files, ${Math.round(bytes / 1024)} KiB`
  if (problems === 0) return `${styled('green', 'whole')}: ${looked}`
  const rows = findings.map(({ problem, runId, path, repaired }) => [
    problem,
    path ?? '',
    runId ?? '',
    repaired ? 'written again' : '',
  ])
  return [
    `${styled('red', `${problems} problems`)}, ${repaired} repaired: ${looked}`,
    table(['problem', 'file', 'run', ''], rows),
  ].join('\n')
}

export const archiveCommand = (program: Command, context: CliContext): void => {
  const { env } = context
  const archive = program.command('archive').description('the files that published runs are kept in, and retention')
  archive
    .command('check')
    .description('compare every file with what was written; exit code 1 when something is wrong and was not repaired')
    .option('--repair', 'write again what is missing or damaged')
    .option('--json [file]', 'answer as JSON')
    .action(async ({ repair = false, json }: CheckOptions) => {
      const report = await connectToHome(env.home).archive.check({ repair })
      answer(json, report, () => reportText(report))
      if (report.problems > report.repaired) process.exitCode = 1
    })
  retentionCommand(archive, context)
}
