/**
 * Proves that the published package stands alone: builds and packs it, installs the tarball in a folder outside the workspace, and checks a script
 * against it with every declaration checked, as a program for Node and as one for browsers. With `--url URL`, and a key in `FYNTRIX_API_KEY`, the
 * script is run too: it reads the latest picks and receives a live update.
 */
import { execFileSync } from 'node:child_process'
import { copyFileSync, globSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { env, execPath } from 'node:process'
import { parseArgs } from 'node:util'

const root = join(import.meta.dirname, '..')
const { url } = parseArgs({ options: { url: { type: 'string' } } }).values
const folder = mkdtempSync(join(tmpdir(), 'fyntrix-sdk-'))

const say = (text: string) => process.stdout.write(`${text}\n`)
const run = (command: string, args: readonly string[], cwd: string, extra: Record<string, string> = {}) =>
  execFileSync(command, args, { cwd, stdio: ['ignore', 'inherit', 'inherit'], env: { ...env, ...extra } })

const configuration = (lib: readonly string[], types: readonly string[]) => ({
  compilerOptions: {
    strict: true,
    skipLibCheck: false,
    exactOptionalPropertyTypes: true,
    noUncheckedIndexedAccess: true,
    target: 'es2024',
    module: 'nodenext',
    lib,
    types,
    noEmit: true,
  },
  include: ['*.ts'],
})

/** The compiler's settings for Node without a browser's types, and for both. */
const programs = {
  node: configuration(['es2024'], ['node']),
  browser: configuration(['es2024', 'dom', 'dom.iterable', 'dom.asynciterable'], ['node']),
}

try {
  run(execPath, [join(root, 'scripts/build.ts')], root)
  run('pnpm', ['pack', '--pack-destination', folder], root)
  const [tarball] = globSync('*.tgz', { cwd: folder })
  if (tarball === undefined) throw new Error('pnpm packed nothing')

  writeFileSync(join(folder, 'package.json'), JSON.stringify({ private: true, type: 'module' }))
  run('npm', ['install', '--no-audit', '--no-fund', '--loglevel=error', `./${tarball}`, '@types/node@24.19.2'], folder)
  copyFileSync(join(root, 'scripts/consumer/consume.ts'), join(folder, 'consume.ts'))
  for (const [name, program] of Object.entries(programs)) {
    writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(program))
    run(join(root, 'node_modules/.bin/tsc'), ['-p', folder], folder)
    say(`types:  ${name} program checks, declarations included`)
  }
  if (url === undefined) say('no --url: the script was not run')
  else run(execPath, ['consume.ts'], folder, { FYNTRIX_URL: url })
} finally {
  rmSync(folder, { recursive: true, force: true })
}
