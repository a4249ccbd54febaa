import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { expect, onTestFinished, test } from 'vitest'
import { openLegacyDatabase } from './legacy-database.ts'

const place = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'fyntrix-sqlite-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  return join(folder, 'a.db')
}
const written = (path: string, ...statements: readonly string[]) => {
  using database = new DatabaseSync(path)
  for (const statement of statements) database.exec(statement)
}

test('a writer that comes and goes while a database that writes ahead is read as it lies is found', () => {
  const path = place()
  written(path, 'pragma journal_mode = wal', 'create table t (id integer primary key)', 'insert into t values (1), (2)')
  using database = openLegacyDatabase(path)
  expect([...database.rows('select id from t')]).toEqual([{ id: 1n }, { id: 2n }])
  written(path, 'insert into t values (3)')
  expect(readdirSync(join(path, '..'))).toEqual(['a.db'])
  expect(() => [...database.rows('select id from t')]).toThrow(/somebody wrote to .* try again/)
  using again = openLegacyDatabase(path)
  expect(again.row('select count(*) as n from t')).toEqual({ n: 3n })
})

test('what a writer that died amid a transaction left is taken back in a copy, and the database stays as it lies', () => {
  const path = place()
  const program = `
    const { DatabaseSync } = require('node:sqlite')
    const database = new DatabaseSync(${JSON.stringify(path)})
    database.exec('pragma cache_size = 1; create table t (a); insert into t values (1); begin')
    for (let i = 0; i < 2_000; i += 1) database.exec('insert into t values (zeroblob(1000))')
    process.kill(process.pid, 'SIGKILL')`
  spawnSync(process.execPath, ['-e', program])
  expect(statSync(`${path}-journal`).size).toBeGreaterThan(0)
  const before = [path, `${path}-journal`].map((file) => readFileSync(file))
  using database = openLegacyDatabase(path)
  expect([...database.rows('select a from t')]).toEqual([{ a: 1n }])
  expect([path, `${path}-journal`].map((file) => readFileSync(file))).toEqual(before)
})
