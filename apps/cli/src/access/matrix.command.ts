import type { Command } from 'commander'
import { z } from 'zod'
import type { CliContext } from '../context.ts'
import { runTool } from '../development/run-tool.ts'
import { CommandFailure } from '../shared/failure.ts'
import { answer, type JsonOption, say, table } from '../shared/output.ts'

const Matrix = z.array(
  z.object({ procedure: z.string(), kind: z.string(), scope: z.string(), owner: z.string(), cost: z.int() }),
)

interface MatrixOptions {
  readonly markdown?: true
  readonly json?: JsonOption
}

/** `access openapi` */
export const openApiCommand = (access: Command, { env }: CliContext): void => {
  access
    .command('openapi')
    .description('the API as an OpenAPI document, from the router; needs no `up`')
    .option('--json [file]', 'into a file; it is JSON anyway')
    .action(async ({ json }: { json?: JsonOption }) => {
      const args = ['apps/server/scripts/print-openapi.ts', '--stdout']
      const { code, output } = await runTool(process.execPath, args, { env: env.inherited })
      if (code !== 0) throw new CommandFailure(`the document cannot be made: ${output}`)
      answer(json ?? true, JSON.parse(output), () => output)
    })
}

/** `access matrix` */
export const matrixCommand = (access: Command, { env }: CliContext): void => {
  access
    .command('matrix')
    .description('who may call what, from the router; needs no `up`')
    .option('--markdown', 'the table of docs/features/access.md')
    .option('--json [file]', 'answer as JSON')
    .action(async ({ markdown, json }: MatrixOptions) => {
      // the command line knows the API by its SDK only: the router's own words come from the server's script
      const args = ['apps/server/scripts/print-matrix.ts', ...(markdown ? ['--markdown'] : [])]
      const { code, output } = await runTool(process.execPath, args, { env: env.inherited })
      if (code !== 0) throw new CommandFailure(`the matrix cannot be made: ${output}`)
      if (markdown) return say(output.trimEnd())
      const rows = Matrix.parse(JSON.parse(output))
      answer(json, rows, () =>
        table(
          ['procedure', 'kind', 'scope', 'whose', 'points'],
          rows.map(({ procedure, kind, scope, owner, cost }) => [procedure, kind, scope, owner, String(cost)]),
          [4],
        ),
      )
    })
}
