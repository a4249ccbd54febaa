import { parseEnv } from 'node:util'
import { parse } from 'dotenv'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { legacyReading } from './dotenv-readings.ts'
import { draftDotenv } from './draft-dotenv.ts'
import { statementsOf } from './python-dotenv.ts'

const draft = (text: string | Buffer) => draftDotenv('.env', Buffer.from(text))
const written = (text: string | Buffer) => draft(text).after?.toString()
const planned = (text: string | Buffer) => draft(text).plan

describe('addresses', () => {
  test.each([
    [
      'a driver in the scheme',
      'DATABASE_URL=postgresql+asyncpg://u:p@db/f\n',
      'FYNTRIX_DATABASE_URL=postgresql://u:p@db/f\n',
    ],
    ['the other engine alone', 'ARISE_DATABASE_URL=postgres://db/f\n', 'FYNTRIX_DATABASE_URL=postgres://db/f\n'],
    [
      'a password that Node cuts off',
      'REDIS_HOST=h\nREDIS_PASSWORD=a#b\n',
      'FYNTRIX_REDIS_URL=redis://:a%23b@h:6379/0\n',
    ],
    ['no host, as on one machine', 'REDIS_PORT=6380\n', 'FYNTRIX_REDIS_URL=redis://localhost:6380/0\n'],
    [
      'an exported one',
      'export DATABASE_URL="postgresql+psycopg2://db/f" # note\n',
      'FYNTRIX_DATABASE_URL=postgresql://db/f\n',
    ],
    [
      'one with what a shell would take',
      "DATABASE_URL='postgresql+psycopg://u:a b!@db/f'\n",
      "FYNTRIX_DATABASE_URL='postgresql://u:a b!@db/f'\n",
    ],
  ])('of %s are added under our own name, and the rest is kept to the letter', (_, text, added) => {
    expect(written(text)).toBe(text + added)
  })

  test.each([
    ['REDIS_URL=redis://h:6379/0\nDATABASE_URL=postgresql://db/f\n'],
    ['REDIS_HOST=h\nREDIS_PORT=6380\nREDIS_DB=2\nREDIS_PASSWORD=\n'],
    [
      'FYNTRIX_DATABASE_URL=postgres://db/f\nDATABASE_URL=postgresql+asyncpg://other/f\nARISE_DATABASE_URL=postgres://third/f\n',
    ],
    ['ARISE_DATABASE_URL=postgres://db/f\nDATABASE_URL=postgresql://db/f\n'],
    [''],
    ['# nothing\n'],
  ])('that Fyntrix reads as the legacy system did need nothing: %j', (text) => {
    expect(planned(text)).toMatchObject({ outcome: 'unchanged', changes: [], problems: [], diff: '' })
  })

  test.each([
    [
      'ARISE_DATABASE_URL=postgres://a/f\nDATABASE_URL=postgres://b/f\n',
      /name different databases.*set FYNTRIX_DATABASE_URL/,
    ],
    ['DATABASE_URL=sqlite:///f.db\n', /DATABASE_URL is no address of PostgreSQL: set FYNTRIX_DATABASE_URL/],
    ['REDIS_URL=unix:///run/redis\n', /REDIS_URL must be an address.*set FYNTRIX_REDIS_URL/],
    ['REDIS_HOST=h\nREDIS_PORT=many\n', /REDIS_PORT.*set FYNTRIX_REDIS_URL/],
    [
      'REDIS_PASSWORD=x\nREDIS_URL=redis://:${REDIS_PASSWORD}@h/0\n',
      /REDIS_URL: the value refers to other variables.*written out/,
    ],
    ['FYNTRIX_REDIS_URL=redis://${HOST}/0\n', /FYNTRIX_REDIS_URL refers to other variables/],
    ['FYNTRIX_REDIS_URL=http://h\n', /FYNTRIX_REDIS_URL must be an address/],
    ['ARISE_DATABASE_URL=postgres://a/f\nX= ', /cannot be added so that every reader finds it/],
    [Buffer.from([0x41, 0x3d, 0xff, 0x0a]), /no valid UTF-8/],
    [Buffer.from('A=\0\n'), /zero byte/],
  ])('that cannot be moved are refused with what to do: %j', (text, reason) => {
    expect(planned(text)).toMatchObject({ outcome: 'refused', changes: [], diff: '' })
    expect(planned(text).problems.join()).toMatch(reason)
    expect(written(text)).toBeUndefined()
  })
})

describe('what is odd in a file is named, with its line', () => {
  test.each([
    ['A=1\nA=2\n', 'lines 1, 2: A is set to different values: the last one counts'],
    ['A=1\nexport A="1"\n', 'lines 1, 2: A is set more than once, to the same'],
    ['\uFEFFA=1\n', 'begins with a byte order mark: some readers take it for a part of the first name'],
    ['A=1\r\nB=2\n', 'has lines that end in different ways'],
    ['B=2\nA\n', 'line 2: A has no value, and set nothing'],
    ['\n=x\n', 'line 2 could not be read by the legacy system, and set nothing'],
    ['A=${B}\n', 'line 1: A refers to other variables, which not every reader resolves'],
    ['A=x#y\n', 'A is not read as the same by the legacy system, Node and dotenv: put its value in quotes'],
    [
      'LOG_LEVEL=INFO\n',
      'LOG_LEVEL is read by Fyntrix too, which knows only its lower-case names: start Fyntrix with one of them',
    ],
    [
      'REDIS_URL=redis://a\nREDIS_HOST=b\n',
      'REDIS_URL and REDIS_HOST name different places; the legacy system used both, Fyntrix takes REDIS_URL alone',
    ],
  ])('%j', (text, note) => {
    expect(planned(text).notes).toContain(note)
  })

  test('and so is each variable: read, no longer used, or unknown', () => {
    const text =
      'REDIS_URL=redis://h\nREDIS_CACHE_LRU_CAPACITY=512\nCHART_TTL=1\nZERODHA_API_SECRET=s\nFYNTRIX_SOURCE=zerodha\n'
    expect(planned(text)).toMatchObject({
      read: ['FYNTRIX_SOURCE', 'REDIS_URL'],
      unused: [{ variable: 'CHART_TTL' }, { variable: 'REDIS_CACHE_LRU_CAPACITY' }],
      unknown: ['ZERODHA_API_SECRET'],
    })
  })
})

test('lines end as they did, also where the last one did not', () => {
  expect(written('A=1\r\nARISE_DATABASE_URL=postgres://a/f')).toBe(
    'A=1\r\nARISE_DATABASE_URL=postgres://a/f\r\nFYNTRIX_DATABASE_URL=postgres://a/f\r\n',
  )
  expect(written('\uFEFFARISE_DATABASE_URL=postgres://a/f\n')).toMatch(/^\uFEFFARISE/)
})

test('no secret is in a plan: not in its diff, its changes, its notes or its problems', () => {
  const secret = 'hunter2'
  const { plan } = draft(
    [
      `REDIS_HOST=h`,
      `REDIS_PASSWORD=${secret}#x`,
      `DATABASE_URL=postgresql+asyncpg://u:${secret}@db/f?password=${secret}`,
      `export ZERODHA_API_SECRET='${secret}'`,
      `CHART_KEY=${secret}@1`,
      `${secret} is no statement`,
      `# the old one: ${secret}`,
      `ENVIRONMENT=production`,
    ].join('\n'),
  )
  expect(plan.outcome).toBe('change')
  expect(JSON.stringify(plan)).not.toContain(secret)
  expect(plan.diff).toBe(`--- a/.env
+++ b/.env
@@ -5,4 +5,6 @@
 CHART_KEY=‹hidden›
 ‹hidden›
 # ‹hidden›
-ENVIRONMENT=production
\\ No newline at end of file
+ENVIRONMENT=production
+FYNTRIX_DATABASE_URL=postgresql://‹hidden›@db/f?‹hidden›
+FYNTRIX_REDIS_URL=redis://‹hidden›@h:6379/0
`)
})

test('an edit changes what it says and nothing else, for each reader, and a second one changes nothing', () => {
  const name = fc.constantFrom(
    'A',
    'B',
    'REDIS_URL',
    'REDIS_HOST',
    'REDIS_PASSWORD',
    'DATABASE_URL',
    'ARISE_DATABASE_URL',
  )
  const value = fc.oneof(
    fc.string({ maxLength: 6 }),
    fc.constantFrom(
      'redis://h:1/0',
      'postgresql+asyncpg://u:p@d/f',
      'postgres://d/f',
      'a#b',
      '"a b"',
      "'x",
      '"',
      '`y`',
      '${A}',
      'a\\',
      ' ',
    ),
  )
  const line = fc.oneof(
    {
      weight: 6,
      arbitrary: fc
        .tuple(fc.constantFrom('', '', 'export ', ' '), name, fc.constantFrom('=', '=', ' = '), value)
        .map((parts) => parts.join('')),
    },
    { weight: 1, arbitrary: fc.string({ maxLength: 8 }) },
  )
  const file = fc.tuple(
    fc.constantFrom('', '\uFEFF'),
    fc.array(line, { maxLength: 7 }),
    fc.constantFrom('\n', '\r\n'),
    fc.boolean(),
  )
  let changed = 0
  fc.assert(
    fc.property(file, ([mark, lines, end, ended]) => {
      const before = mark + lines.join(end) + (ended ? end : '')
      const { plan, after } = draftDotenv('.env', Buffer.from(before))
      expect(plan.changes.length > 0).toBe(after !== null)
      if (after === null) return
      changed += 1
      const text = after.toString()
      expect(text.startsWith(before)).toBe(true)
      for (const read of [parseEnv, parse, (all: string) => legacyReading(statementsOf(all))]) {
        const added = Object.fromEntries(plan.changes.map(({ variable }) => [variable, read(text)[variable]]))
        expect(Object.values(added)).not.toContain(undefined)
        expect({ ...read(text) }).toEqual({ ...read(before), ...added })
      }
      expect(draftDotenv('.env', after).plan).toMatchObject({ outcome: 'unchanged', changes: [] })
    }),
    { numRuns: 3_000 },
  )
  expect(changed).toBeGreaterThan(150)
})
