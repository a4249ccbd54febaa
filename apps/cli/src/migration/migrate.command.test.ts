import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { stripVTControlCharacters } from 'node:util'
import { inspect } from '@fyntrix/migration'
import { Command } from 'commander'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { root as checkout, readEnvironment } from '../env.ts'
import { inspectionText } from './inspection.text.ts'
import { memoryBound } from './memory.ts'
import { migrateCommand } from './migrate.command.ts'

let [root, out] = ['', '']
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'fyntrix-legacy-'))
  out = mkdtempSync(join(tmpdir(), 'fyntrix-out-'))
})
afterEach(() => {
  for (const folder of [root, out]) rmSync(folder, { recursive: true })
  process.exitCode = undefined
})

const migrateInspect = async () => {
  const program = new Command()
  migrateCommand(program, { env: readEnvironment(), entry: '', version: '0.0.0', wall: () => new Date(0) })
  const json = join(out, 'inspection.json')
  await program.parseAsync(['migrate', 'inspect', root, '--json', json], { from: 'user' })
  return { inspection: JSON.parse(readFileSync(json, 'utf8')), exitCode: process.exitCode }
}

test('a folder that can be read ends with 0, one with something to know of with 1, and both are answered whole', async () => {
  writeFileSync(join(root, 'a.json'), '{}')
  expect(await migrateInspect()).toMatchObject({ exitCode: undefined, inspection: { root, problems: [] } })
  writeFileSync(join(root, 'b.json'), '{')
  expect(await migrateInspect()).toMatchObject({ exitCode: 1, inspection: { problems: [{ place: 'b.json' }] } })
})

test('people are told what there is and what there is to know', async () => {
  writeFileSync(join(root, 'a.pkl'), Buffer.from('80045d942e', 'hex'))
  expect(stripVTControlCharacters(inspectionText(await inspect(root)))).toMatch(
    /nothing was changed[^]*pickle +1 +5[^]*a\.pkl +A +list[^]*Everything in it can be read\./,
  )
  writeFileSync(join(root, 'b.json'), '{')
  expect(stripVTControlCharacters(inspectionText(await inspect(root)))).toMatch(
    /1 thing to know of before anything is moved:\n {2}b\.json: no JSON/,
  )
})

test('the launcher starts it with as much memory as is measured', () => {
  const variables = Object.entries(memoryBound.env).map(([name, value]) => `${name}=${value}`)
  const started = `migrate) ${variables.join(' ')} exec "$node" ${memoryBound.execArgv.join(' ')} `
  expect(readFileSync(join(checkout, 'fyntrix'), 'utf8')).toContain(started)
})
