import { randomUUID } from 'node:crypto'
import { OccurrenceState } from '@fyntrix/domain/jobs'
import { type Command, Option } from 'commander'
import type { CliContext } from '../context.ts'
import { connectToHome } from '../home/running.ts'
import { parseWhole } from '../shared/arguments.ts'
import { answer, type JsonOption, note, say } from '../shared/output.ts'
import { dayCommand } from './day.command.ts'
import { exchangeTime, parseFrom, parseTime, parseTo } from './exchange-time.ts'
import { changeText, daemonsText, historyText, jobsText, nextText, occurrenceText, scanText } from './jobs.text.ts'
import { jobsControlCommands } from './jobs-control.command.ts'
import { watchJobs } from './watch-jobs.ts'

interface Json {
  readonly json?: JsonOption
}

interface HistoryOptions extends Json {
  readonly job?: string
  readonly state?: OccurrenceState
  readonly from?: string
  readonly to?: string
  readonly cursor?: string
  readonly limit: number
}

const json = (command: Command): Command => command.option('--json [file]', 'answer as JSON')

export const jobsCommand = (program: Command, context: CliContext): void => {
  const { env } = context
  const jobs = program.command('jobs').description('what runs when, and what became of it; times in Asia/Kolkata')
  const client = () => connectToHome(env.home)

  json(jobs.command('list', { isDefault: true }).description('every job and how it stands')).action(
    async ({ json: to }: Json) => {
      const found = await client().jobs.list()
      answer(to, found, () => jobsText(found))
    },
  )

  json(jobs.command('next').description('what is due next'))
    .argument('[job]', 'only of this job')
    .option('--limit <n>', 'how many', parseWhole(1, 200), 20)
    .action(async (jobId: string | undefined, { json: to, limit }: Json & { limit: number }) => {
      const found = await client().jobs.next({ ...(jobId && { jobId }), limit })
      answer(to, found, () => nextText(found))
    })

  json(jobs.command('history').description('what was done, newest first'))
    .option('--job <id>', 'only of this job')
    .addOption(new Option('--state <state>', 'only these').choices(OccurrenceState.options))
    .option('--from <time>', 'from this nominal time on', parseFrom)
    .option('--to <time>', 'up to this nominal time', parseTo)
    .option('--cursor <cursor>', 'what the page before named')
    .option('--limit <n>', 'how many', parseWhole(1, 500), 50)
    .action(async ({ json: to, job: jobId, to: last, ...query }: HistoryOptions & { readonly to?: string }) => {
      const page = await client().jobs.history({ ...query, ...(jobId && { jobId }), ...(last && { to: last }) })
      answer(to, page, () => historyText(page))
    })

  json(jobs.command('show').description('all that is known of one occurrence'))
    .argument('<job>', 'its job')
    .argument('<nominal>', 'its nominal time', parseTime)
    .action(async (jobId: string, nominalAt: string, { json: to }: Json) => {
      const found = await client().jobs.byKey({ jobId, nominalAt })
      answer(to, found, () => occurrenceText(found))
    })

  json(jobs.command('run').description('do a job now, outside its schedule'))
    .argument('<job>', 'which')
    .option('--key <key>', 'sent again with the same key, it is done once')
    .action(async (jobId: string, { json: to, key }: Json & { key?: string }) => {
      const planned = await client().jobs.runNow({ jobId, idempotencyKey: key ?? randomUUID() })
      const daemons = await client().jobs.daemons()
      if (!daemons.some(({ alive }) => alive)) note('no daemon is alive: it waits for one')
      const nominal = exchangeTime(planned.nominalAt)
      answer(to, planned, () => `planned: ./fyntrix jobs show ${jobId} '${nominal}'`)
    })

  dayCommand(jobs, context)
  jobsControlCommands(jobs, client)

  json(jobs.command('daemons').description('processes that do jobs')).action(async ({ json: to }: Json) => {
    const found = await client().jobs.daemons()
    answer(to, found, () => daemonsText(found))
  })

  json(jobs.command('scan').description('what must not be in the ledger; exit code 1 when there is something')).action(
    async ({ json: to }: Json) => {
      const found = await client().jobs.scan()
      answer(to, found, () => scanText(found))
      if (found.total > 0) process.exitCode = 1
    },
  )

  jobs
    .command('watch')
    .description('what begins and ends, a line each, until interrupted')
    .argument('[job]', 'only of this job')
    .option('--count <n>', 'end after so many', parseWhole(1, 1_000_000))
    .option('--json', 'each as a line of JSON')
    .action((jobId: string | undefined, { count, json: asJson }: { count?: number; json?: true }) =>
      watchJobs(client(), { jobId, count }, (seq, event) =>
        say(asJson ? JSON.stringify({ seq, event }) : changeText(event)),
      ),
    )
}
