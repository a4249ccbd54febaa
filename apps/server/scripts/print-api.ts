/**
 * Prints the API as one flat declaration into the SDK: `node apps/server/scripts/print-api.ts [--check]`. With `--check` nothing is written, and a
 * difference ends with exit code 1. The difference between two commits is the change of the API.
 */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'

const root = join(import.meta.dirname, '../../..')
const target = join(root, 'packages/sdk/src/api.d.ts')
const header =
  '// Printed from apps/server/src/api.ts by `node apps/server/scripts/print-api.ts`. Do not edit: change the router, then print again.\n'

/** What the SDK's users have: anything else would turn into `any` on their side without a word. */
const allowed = /^(?:@trpc\/server|zod)(?:\/|$)/

const print = (): string => {
  const out = mkdtempSync(join(tmpdir(), 'fyntrix-api-'))
  try {
    // types are checked by `./fyntrix check`; here they only need to be printed
    const args = ['-p', 'apps/server/tsconfig.api.json', '--noCheck', '--outDir', out]
    execFileSync(join(root, 'node_modules/.bin/tsc'), args, { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] })
    return readFileSync(join(out, 'apps/server/src/api.d.ts'), 'utf8')
  } finally {
    rmSync(out, { recursive: true })
  }
}

const foreignImports = (declaration: string): string[] => {
  const specifiers = [...declaration.matchAll(/(?:from\s+|import\()(["'])(.+?)\1/g)].map((match) => match[2] ?? '')
  return [...new Set(specifiers)].filter((specifier) => !allowed.test(specifier))
}

const main = (): number => {
  const { check } = parseArgs({ options: { check: { type: 'boolean', default: false } } }).values
  const declaration = header + print().replace(/^\/\*\*.*\*\/\n/m, '')
  const foreign = foreignImports(declaration)
  if (foreign.length > 0) {
    process.stderr.write(`the API's declaration imports ${foreign.join(', ')}: make those types structural\n`)
    return 1
  }
  if (!check) {
    writeFileSync(target, declaration)
    return 0
  }
  if (readFileSync(target, 'utf8') === declaration) return 0
  process.stderr.write(
    'packages/sdk/src/api.d.ts is out of date: run node apps/server/scripts/print-api.ts, and read its difference\n',
  )
  return 1
}

process.exitCode = main()
