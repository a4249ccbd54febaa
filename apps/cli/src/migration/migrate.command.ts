import { writeFileSync } from 'node:fs'
import type { Command } from 'commander'
import type { CliContext } from '../context.ts'
import { answer, type JsonOption } from '../shared/output.ts'
import { createProgress, gauge } from '../shared/progress.ts'
import { withStop } from '../shared/stop.ts'
import { appliedReport, appliedText } from './applied.text.ts'
import { cleanCommand } from './clean.command.ts'
import { cutoverCommand } from './cutover.command.ts'
import { followCommand } from './follow.command.ts'
import { inspectionText } from './inspection.text.ts'
import { openLegacy } from './legacy-redis.ts'
import { plain } from './plain.ts'
import { planText } from './plan.text.ts'
import { rollbackCommand } from './rollback.command.ts'
import { shadowCommand } from './shadow.command.ts'
import { statusText } from './status.text.ts'
import { onHome, sourceOf } from './target.ts'
import { verifiedReport, verifiedText } from './verified.text.ts'

interface Options {
  readonly json?: JsonOption
  readonly report?: string
  readonly redis?: string
}

interface ApplyOptions extends Options {
  readonly plan: string
  readonly movedFrom?: string
}

const writeReport = (file: string | undefined, text: () => string): void => {
  if (file !== undefined) writeFileSync(file, text())
}

const exitWith = (fine: boolean): void => {
  if (!fine) process.exitCode = 1
}

export const migrateCommand = (program: Command, context: CliContext): void => {
  const { env, wall } = context
  const migrate = program.command('migrate').description('move a legacy installation over')
  const verb = (name: string, about: string, codes: string) =>
    migrate
      .command(name)
      .description(about)
      .option('--json [file]', 'answer as JSON')
      .addHelpText('after', `\nexit codes: ${codes}, 2 called wrongly`)
  const onFolder = (name: string, about: string, codes: string) =>
    verb(name, about, codes).argument('<folder>', 'the installation: its databases may be in use')

  onFolder(
    'inspect',
    'what a legacy installation holds, and what of it cannot be read as it stands; writes nothing',
    '0 everything can be read, 1 there are things to know of',
  ).action(async (folder: string, { json }: Options) => {
    const { inspect } = await import('@fyntrix/migration')
    const inspection = await withStop((signal) =>
      createProgress().step('looking', (update) =>
        inspect(folder, {
          signal,
          onProgress: (path, rows) => update(rows === 0 ? path : `${path}, ${rows.toLocaleString('en-IN')} rows`),
        }),
      ),
    )
    answer(json, inspection, () => inspectionText(inspection))
    exitWith(inspection.problems.length === 0)
  })

  onFolder(
    'plan',
    'what would be imported of it, as what; writes nothing',
    '0 everything is imported, 1 something is not',
  )
    .option('--redis <url>', 'of the legacy Redis, whose values are to be looked at too; it is only read')
    .action(async (folder: string, { json, redis: url }: Options) => {
      const { makePlan, surveyPlan } = await import('@fyntrix/migration')
      const { loadCalendar } = await import('@fyntrix/services/shared')
      const plan = makePlan(folder)
      await using redis = await openLegacy(url)
      const facts = { calendar: loadCalendar(env.home), now: wall, source: sourceOf(env.home) }
      const survey = await withStop((signal) =>
        createProgress().step('looking', (update) =>
          surveyPlan(plan, facts, {
            redis: redis.connection,
            signal,
            onProgress: (what, done, of) => update(`${gauge(done, of)} ${what}`),
          }),
        ),
      )
      answer(json, plain({ ...plan, survey }), () => planText(plan, survey))
      exitWith(plan.unread.length + survey.unreadCaches.length + plan.configuration.problems.length === 0)
    })

  onFolder(
    'apply',
    'import what was planned; to be called again after whatever ended it, and to follow what changes there',
    '0 everything is imported, 1 there are things to know of',
  )
    .requiredOption('--plan <hash>', 'of the plan that is agreed to')
    .option('--moved-from <path>', 'by which the home holds this installation, which lies at another path now')
    .option('--redis <url>', 'of the legacy Redis, whose values are to be moved too; it is only read')
    .option('--report <file>', 'write a report in Markdown')
    .action(async (folder: string, { plan: hash, movedFrom, json, report, redis: url }: ApplyOptions) => {
      const { applyPlan } = await import('@fyntrix/migration')
      await onHome(context, 'writes', async (target) => {
        await using redis = await openLegacy(url)
        const applied = await withStop((signal) =>
          createProgress().step('importing', (update) =>
            applyPlan(target, folder, {
              hash,
              movedFrom,
              redis: redis.connection,
              signal,
              onProgress: (what, done, of) => update(`${gauge(done, of)} ${what}`),
            }),
          ),
        )
        writeReport(report, () => appliedReport(applied, wall()))
        answer(json, plain(applied), () => appliedText(applied))
        exitWith(applied.problems.length === 0)
      })
    })

  onFolder(
    'verify',
    'prove every row and file that was imported, in both stores; writes nothing',
    '0 everything is proved, 1 something differs, waits or is not imported',
  )
    .option('--redis <url>', 'of the legacy Redis, whose values are to be proved too')
    .option('--report <file>', 'write a report in Markdown')
    .action(async (folder: string, { json, report, redis: url }: Options) => {
      const { verify } = await import('@fyntrix/migration')
      await onHome(context, 'reads', async (target) => {
        await using redis = await openLegacy(url)
        const verified = await withStop((signal) =>
          createProgress().step('proving', (update) =>
            verify(target, folder, {
              redis: redis.connection,
              signal,
              onProgress: (what, done, of) => update(`${gauge(done, of)} ${what}`),
            }),
          ),
        )
        writeReport(report, () => verifiedReport(verified, wall()))
        answer(json, plain(verified), () => verifiedText(verified))
        exitWith(verified.proved)
      })
    })

  verb(
    'status',
    'what was imported so far, and of which installation',
    '0, 1 the home holds another installation than the one that is named',
  )
    .argument('[folder]', 'an installation: is it the one that this home holds?')
    .action(async (folder: string | undefined, { json }: Options) => {
      const { migrationStatus } = await import('@fyntrix/migration')
      await onHome(context, 'reads', async (target) => {
        const status = await migrationStatus(target, folder)
        answer(json, plain(status), () => statusText(status))
        exitWith(status.other === null)
      })
    })

  followCommand(migrate, context)
  shadowCommand(migrate, context)
  cutoverCommand(migrate, context)
  rollbackCommand(migrate, context)
  cleanCommand(migrate, context)
}
