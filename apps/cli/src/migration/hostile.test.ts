import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { text as textOf } from 'node:stream/consumers'
import { gzipSync } from 'node:zlib'
import { openTestDatabase } from '@fyntrix/db/testing'
import { expect, inject, test } from 'vitest'
import { z } from 'zod'
import { root as checkout } from '../env.ts'
import { memoryBound } from './memory.ts'

const Problems = z.object({ problems: z.array(z.object({ place: z.string(), reason: z.string() })) })

/** A pickle that runs a command when Python reads it: `os.system` by REDUCE. */
const running = (command: string): Buffer =>
  Buffer.concat([Buffer.from([0x80, 2]), Buffer.from(`cos\nsystem\n(V${command}\ntR.`)])

const gigabyteOfZeros = (): Buffer => {
  const member = gzipSync(Buffer.alloc(16 * 1024 * 1024))
  return Buffer.concat(Array.from({ length: 64 }, () => member))
}

test('an installation full of what breaks importers is imported as far as it can be, the rest named, and nothing run', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'fyntrix-hostile-'))
  await using cleaning = new AsyncDisposableStack()
  cleaning.defer(() => rmSync(folder, { recursive: true }))
  const { url } = cleaning.use(await openTestDatabase())
  const legacy = join(folder, 'legacy')
  const canary = join(folder, 'canary')
  const at = (path: string): string => {
    mkdirSync(dirname(join(legacy, path)), { recursive: true })
    return join(legacy, path)
  }
  const database = (path: string, ...statements: readonly string[]): void => {
    const made = new DatabaseSync(at(path))
    for (const statement of statements) made.exec(statement)
    made.close()
  }
  const recommendations =
    'create table ai_recommendations (id integer primary key, symbol text, run_id text, score_blend, features_json text, mood text)'
  database(
    'cache/ai_recommendations.db',
    recommendations,
    `insert into ai_recommendations (symbol, run_id, score_blend, features_json, mood) values
      ('M&M', 'r', 1.5, '{}', 'fine'), ('NIFTY 50', 'r', 9e999, '{"a": NaN}', null), ('../../x', 'r', 1, '{}', null),
      (cast(x'41ff42' as text), 'r', 1, '{}', null), ('TCS', 'r', 'high', '{}', null), ('INFY', 'r', x'0102', '{}', null),
      ('SBIN', 'r', 2, printf('%.*c', 10000000, 'x'), null)`,
  )
  database(
    'cache/cut.db',
    'create table llm_requests (id integer primary key, model text)',
    'insert into llm_requests values (1, hex(zeroblob(20000)))',
  )
  truncateSync(at('cache/cut.db'), 9_000)
  database('cache/locked.db', 'create table llm_requests (id integer primary key, model text)')
  using locking = new DatabaseSync(at('cache/locked.db'))
  locking.exec('begin exclusive')
  writeFileSync(at('cache/9e4154812321a81e3ee7d69d855fc7b7.pkl'), running(`touch ${canary}`))
  writeFileSync(at('ml/quant_system/cache/model.joblib'), running(`touch ${canary}`))
  writeFileSync(at('cache/bomb.pkl'), gigabyteOfZeros())
  writeFileSync(at('output/charts/a.json'), '{"close": NaN}')

  const migrate = async (...args: readonly string[]) => {
    const child = spawn(process.execPath, [...memoryBound.execArgv, 'apps/cli/src/main.ts', 'migrate', ...args], {
      cwd: checkout,
      env: {
        ...process.env,
        ...memoryBound.env,
        FYNTRIX_HOME: join(folder, 'home'),
        FYNTRIX_DATABASE_URL: url,
        FYNTRIX_REDIS_URL: `${inject('redisUrl').replace(/\/\d+$/, '')}/9`,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    const [out, said, [code]] = await Promise.all([textOf(child.stdout), textOf(child.stderr), once(child, 'exit')])
    return { out, said, code }
  }
  const inspected = await migrate('inspect', legacy, '--json')
  expect(inspected.code).toBe(1)
  const planned = await migrate('plan', legacy, '--json')
  expect(planned).toMatchObject({ code: 1 })
  const { hash } = z.object({ hash: z.string() }).parse(JSON.parse(planned.out))
  const applied = await migrate('apply', legacy, '--plan', hash, '--json')
  expect(applied).toMatchObject({ code: 1 })
  const told = Problems.parse(JSON.parse(applied.out)).problems.map(({ place, reason }) => `${place}: ${reason}`)
  for (const named of [
    /#ai_recommendations: 1 row in quarantine, no-symbol: row 3: .*\.\.\/\.\.\/x/,
    /#ai_recommendations: 1 row in quarantine, not-utf8: row 4: /,
    /#ai_recommendations: 1 row in quarantine, text-for-number: row 5: /,
    /#ai_recommendations: 1 row in quarantine, bytes-for-number: row 6: /,
    /cache\/ai_recommendations\.db#ai_recommendations: 2 cells of features_json: no JSON, kept/,
    /cache\/ai_recommendations\.db#ai_recommendations: 1 cells of score_blend: not finite, kept/,
    /cache\/cut\.db: .*damaged, or cut off/,
    /cache\/locked\.db: .*locked/,
    /9e4154812321a81e3ee7d69d855fc7b7\.pkl: .*os\.system/,
    /model\.joblib: /,
    /bomb\.pkl: .*unpacks to more than/,
    /output\/charts\/a\.json: .*NaN/,
  ])
    expect(told).toContainEqual(expect.stringMatching(named))
  expect(existsSync(canary)).toBe(false)

  locking.exec('rollback')
  const verified = await migrate('verify', legacy, '--json')
  const { tables } = z
    .object({ tables: z.array(z.object({ path: z.string(), proved: z.number(), differences: z.array(z.unknown()) })) })
    .parse(JSON.parse(verified.out))
  expect(tables.find(({ path }) => path === 'cache/ai_recommendations.db')).toMatchObject({
    proved: 7,
    differences: [],
  })
  expect(existsSync(canary)).toBe(false)
})
