/**
 * Builds `dist`: JavaScript and declarations, by the compiler alone. Fails when anything shipped imports what is not among the dependencies: for a
 * consumer who skips checks of declarations that would turn into `any` without a word.
 */
import { execFileSync } from 'node:child_process'
import { copyFileSync, globSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const root = join(import.meta.dirname, '..')
const dist = join(root, 'dist')
const specifier = /((?:from\s+|import\s+|import\()["'])([^"']+)(["'])/g

const declarationsOf = (text: string): string =>
  // the compiler rewrites extensions in JavaScript only; `api.d.ts` has no JavaScript, its declaration goes by the same rule
  text.replace(specifier, (_, before: string, name: string, after: string) =>
    name.startsWith('.') ? `${before}${name.replace(/(?:\.d)?\.ts$/, '.js')}${after}` : `${before}${name}${after}`,
  )

const packageOf = (name: string): string => name.split('/', name.startsWith('@') ? 2 : 1).join('/')

const shipped = (pattern: string): string[] => globSync(pattern, { cwd: dist }).map((name) => join(dist, name))

const undeclared = (): string[] => {
  const manifest: { dependencies: Record<string, string> } = JSON.parse(
    readFileSync(join(root, 'package.json'), 'utf8'),
  )
  return shipped('**/*.{js,d.ts}').flatMap((file) =>
    [...readFileSync(file, 'utf8').matchAll(specifier)]
      .map((match) => match[2] ?? '')
      .filter((name) => !name.startsWith('.') && !(packageOf(name) in manifest.dependencies))
      .map((name) => `${file} imports ${name}`),
  )
}

rmSync(dist, { recursive: true, force: true })
const tsc = join(root, 'node_modules/.bin/tsc')
execFileSync(tsc, ['-p', join(root, 'tsconfig.build.json')], { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] })
copyFileSync(join(root, 'src/api.d.ts'), join(dist, 'api.d.ts'))
for (const file of shipped('**/*.d.ts')) writeFileSync(file, declarationsOf(readFileSync(file, 'utf8')))

const problems = undeclared()
if (problems.length > 0) {
  process.stderr.write(`not among the SDK's dependencies:\n${problems.join('\n')}\n`)
  process.exitCode = 1
}
