import { execFile } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { sampleRun } from '@fyntrix/db/testing'
import { describe, expect, onTestFinished, test } from 'vitest'
import { exampleProgram, outputPattern } from './testing/documents/example-program.ts'
import { published, testServer } from './testing/index.ts'

const execute = promisify(execFile)
const root = join(import.meta.dirname, '../../..')
const server = await testServer()
const { picks, counts } = sampleRun()
await published(server.database, { picks, counts, abstention: null })

/** Every page whose examples use the SDK. */
const pages = ['docs/sdk.md', 'docs/features/top-picks.md']

/** A page's examples as a program that speaks to the test's server, in a folder where a user's program would find the SDK; it goes with the test. */
const written = async (page: string) => {
  const { source, output } = exampleProgram(readFileSync(join(root, page), 'utf8'))
  const addressed = source
    .replaceAll('http://127.0.0.1:4000', server.url())
    .replaceAll('fx_…', await server.key('read', 'write', 'run'))
  const folder = mkdtempSync(join(import.meta.dirname, '../.example-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  // whoever follows something goes on for ever
  writeFileSync(join(folder, 'example.ts'), `${addressed}\nprocess.exit(0)\n`)
  // an example may name what it does not use
  const compilerOptions = { noUnusedLocals: false }
  const config = { extends: '../tsconfig.json', include: [], files: ['example.ts'], compilerOptions }
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(config))
  return { folder, output }
}

describe.each(pages)('the examples of %s', (page) => {
  test('are programs in the eyes of the compiler', async () => {
    const { folder } = await written(page)
    const compiled = await execute(join(root, 'node_modules/.bin/tsc'), ['--noEmit', '-p', folder]).catch(
      (error: unknown) => error,
    )
    expect(compiled).toMatchObject({ stdout: '' })
  }, 90_000)

  test('run, and print what the page says', async () => {
    const { folder, output } = await written(page)
    const { stdout } = await execute(process.execPath, [join(folder, 'example.ts')], { timeout: 60_000 })
    expect(stdout).toMatch(outputPattern(output))
  }, 90_000)
})

test('an example that prints something else, or does not compile, is noticed', () => {
  const { source, output } = exampleProgram(
    '# A\n\n```ts\nconst a = 1\n```\n\n```text\n1 … (a)\n```\n\n```ts\nlog(a)\n```\n',
  )
  expect(source).toBe('const a = 1\n\nlog(a)\n')
  expect('1 xyz (a)\n').toMatch(outputPattern(output))
  for (const other of ['2 xyz (a)\n', '1 xyz a\n', '1 xyz (a)\n1\n', ''])
    expect(other).not.toMatch(outputPattern(output))
  expect(() => exampleProgram('no example')).toThrow(/does not begin/)
})
