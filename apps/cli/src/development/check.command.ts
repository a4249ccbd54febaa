import { checkDocuments, checkFeatures, checkSystems } from '@fyntrix/features'
import type { Command } from 'commander'
import type { CliContext } from '../context.ts'
import { root } from '../env.ts'
import { answer, type JsonOption, styled } from '../shared/output.ts'
import { runTool } from './run-tool.ts'

interface CheckResult {
  readonly name: string
  readonly problems: string
  readonly seconds: number
}

export const checkCommand = (program: Command, { env }: CliContext): void => {
  const tool =
    (name: string, ...args: string[]) =>
    async (): Promise<string> => {
      const { code, output } = await runTool(name, args, { env: env.inherited })
      return code === 0 ? '' : output || `${name} ended with code ${code}`
    }
  const checks: Readonly<Record<string, () => Promise<string>>> = {
    format: tool('biome', 'check', '--error-on-warnings', '.'),
    lint: tool('oxlint', '--deny-warnings', '.'),
    // all packages at once: one by one, each would read what it depends on again
    types: tool('tsc', '-p', 'tooling/typescript/workspace.json'),
    boundaries: tool('turbo', 'boundaries'),
    'unused code': tool('knip'),
    api: async () => {
      // for TypeScript and for everybody else; the second also says what breaks clients
      const scripts = ['apps/server/scripts/print-api.ts', 'apps/server/scripts/print-openapi.ts']
      const told = await Promise.all(scripts.map((script) => tool(process.execPath, script, '--check')()))
      return told.join('')
    },
    features: async () => checkFeatures(root).join('\n'),
    documents: async () => checkDocuments(root).join('\n'),
    systems: async () => checkSystems(root).join('\n'),
  }

  program
    .command('check')
    .description(
      'run every static check: format, lint, types, boundaries, unused code, API, features, documents, systems',
    )
    .option('--json [file]', 'answer as JSON')
    .action(async ({ json }: { json?: JsonOption }) => {
      const results: CheckResult[] = []
      for (const [name, check] of Object.entries(checks)) {
        const started = performance.now()
        const problems = await check()
        const seconds = (performance.now() - started) / 1000
        results.push({ name, problems, seconds })
        const mark = problems === '' ? styled('green', '✔') : styled('red', '✖')
        if (json === undefined)
          process.stdout.write(
            `${mark} ${name} ${styled('dim', `(${seconds.toFixed(1)} s)`)}\n${problems === '' ? '' : `${problems}\n`}`,
          )
      }
      const failed = results.filter((result) => result.problems !== '')
      answer(json, results, () =>
        failed.length === 0 ? 'all checks passed' : `failed: ${failed.map((result) => result.name).join(', ')}`,
      )
      if (failed.length > 0) process.exitCode = 1
    })
}
