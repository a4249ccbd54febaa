import { readFileSync } from 'node:fs'
import { PolicyConfig, PolicyStatus } from '@fyntrix/domain/policies'
import { type Id } from '@fyntrix/domain/shared'
import { Mode } from '@fyntrix/domain/top-picks'
import { Universe } from '@fyntrix/domain/universes'
import { type Command, Option } from 'commander'
import type { CliContext } from '../context.ts'
import { connectToHome } from '../home/running.ts'
import { parseId } from '../shared/arguments.ts'
import { CommandFailure } from '../shared/failure.ts'
import { answer, type JsonOption } from '../shared/output.ts'
import { listText, policyText, verdictText } from './policies.text.ts'

interface Scope {
  readonly universe: Universe
  readonly mode: Mode
  readonly json?: JsonOption
}

const readConfig = (path: string): PolicyConfig => {
  try {
    return PolicyConfig.parse(JSON.parse(readFileSync(path, 'utf8')))
  } catch (cause) {
    throw new CommandFailure(
      `${path} holds no configuration of a policy: ${cause instanceof Error ? cause.message : cause}`,
      2,
    )
  }
}

const scoped = (command: Command): Command =>
  command
    .addOption(new Option('--universe <universe>', 'which stocks').choices(Universe.options).default('nifty50'))
    .addOption(new Option('--mode <mode>', 'trading horizon').choices(Mode.options).default('swing'))
    .option('--json [file]', 'answer as JSON')

export const policiesCommand = (program: Command, { env }: CliContext): void => {
  const policies = program.command('policies').description('how picks are to be traded, and what was learnt about it')
  const client = () => connectToHome(env.home).policies

  policies
    .command('list')
    .description('policies, newest first')
    .addOption(new Option('--universe <universe>', 'only these stocks').choices(Universe.options))
    .addOption(new Option('--mode <mode>', 'only this trading horizon').choices(Mode.options))
    .addOption(new Option('--status <status>', 'only these').choices(PolicyStatus.options))
    .option('--json [file]', 'answer as JSON')
    .action(async ({ json, ...query }: Partial<Scope> & { readonly status?: PolicyStatus }) => {
      const found = await client().list(query)
      answer(json, found, () => listText(found))
    })

  scoped(policies.command('draft').description('write a draft; nothing trades by it'))
    .requiredOption('--name <name>', 'what to call it')
    .option('--config <file>', 'its configuration as JSON (default: the one that the mode starts with)', readConfig)
    .action(async ({ universe, mode, name, config, json }: Scope & { name: string; config?: PolicyConfig }) => {
      const policy = await client().draft({ universe, mode, name, ...(config && { config }) })
      answer(json, policy, () => policyText(policy))
    })

  scoped(policies.command('train').description('propose the best exits of past outcomes as a draft')).action(
    async ({ universe, mode, json }: Scope) => {
      const report = await client().train({ universe, mode })
      answer(json, report, () =>
        [
          verdictText(report.verdict),
          ...(report.policy ? ['', policyText(report.policy)] : ['nothing is proposed']),
        ].join('\n'),
      )
    },
  )

  policies
    .command('learn')
    .description('learn from outcomes that were not learnt from')
    .option('--json [file]', 'answer as JSON')
    .action(async ({ json }: { json?: JsonOption }) => {
      const report = await client().learn()
      answer(json, report, () => `${report.policies} policies consumed ${report.outcomes} outcomes`)
    })

  const one = (name: string, about: string) =>
    policies
      .command(name)
      .description(about)
      .argument('<id>', 'its id', parseId)
      .option('--json [file]', 'answer as JSON')

  one('show', 'a policy and what it has learnt').action(async (id: Id, { json }: { json?: JsonOption }) => {
    const policy = await client().byId({ id })
    answer(json, policy, () => policyText(policy))
  })

  one('judge', 'whether it would pass the gate now').action(async (id: Id, { json }: { json?: JsonOption }) => {
    const verdict = await client().judge({ id })
    answer(json, verdict, () => verdictText(verdict))
  })

  one('activate', 'make a draft the active policy of its scope, if it passes the gate').action(
    async (id: Id, { json }: { json?: JsonOption }) => {
      const policy = await client().activate({ id })
      answer(json, policy, () => policyText(policy))
    },
  )

  one('retire', 'retire a policy').action(async (id: Id, { json }: { json?: JsonOption }) => {
    const policy = await client().retire({ id })
    answer(json, policy, () => policyText(policy))
  })
}
