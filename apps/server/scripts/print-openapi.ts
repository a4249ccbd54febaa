/**
 * Prints the API as an OpenAPI document from the router: `node apps/server/scripts/print-openapi.ts [--check | --stdout] [--accept-breaking]`. With
 * `--check` nothing is written, and a difference from the committed document ends with exit code 1. A change that breaks clients is not written
 * unless it is accepted.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { declaredProcedures } from '../src/access/declared.ts'
import { appRouter } from '../src/router.ts'
import { breakingChanges } from '../src/shared/breaking-changes.ts'
import { openApiOf, proceduresOf } from '../src/shared/openapi.ts'

const target = join(import.meta.dirname, '../openapi.json')
const flag = { type: 'boolean', default: false } as const

const complain = (lines: readonly string[]): number => {
  process.stderr.write(`${lines.join('\n')}\n`)
  return 1
}

const main = (): number => {
  const options = { check: flag, stdout: flag, 'accept-breaking': flag }
  const { check, stdout, 'accept-breaking': accepted } = parseArgs({ options }).values
  const printed = `${JSON.stringify(openApiOf(declaredProcedures(appRouter)), null, 1)}\n`
  if (stdout) {
    process.stdout.write(printed)
    return 0
  }
  const committed = existsSync(target) ? readFileSync(target, 'utf8') : undefined
  if (committed === printed) return 0
  const breaks =
    committed === undefined
      ? []
      : breakingChanges(proceduresOf(JSON.parse(committed)), proceduresOf(JSON.parse(printed)))
  if (check) {
    const advice = 'apps/server/openapi.json is out of date: run node apps/server/scripts/print-openapi.ts'
    return complain([advice, ...breaks.map((change) => `breaks clients: ${change}`)])
  }
  if (breaks.length > 0 && !accepted)
    return complain([
      ...breaks.map((change) => `breaks clients: ${change}`),
      'nothing written: --accept-breaking writes it',
    ])
  writeFileSync(target, printed)
  return 0
}

process.exitCode = main()
