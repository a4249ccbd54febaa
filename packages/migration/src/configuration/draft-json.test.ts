import fc from 'fast-check'
import { expect, test } from 'vitest'
import { draftJson } from './draft-json.ts'

const draft = (text: string) => draftJson('docker/ecs-environment.json', Buffer.from(text))
const address = 'postgresql+asyncpg://u:hunter2@db/f'

test('a list of variables gets one more, laid out as the last, and the rest is kept to the letter', () => {
  const text = `[\r\n\t{ "name": "DATABASE_URL", "value": "${address}" },\r\n\t{ "name": "N",   "value": "x" }\r\n]`
  expect(draft(text).after?.toString()).toBe(
    text.replace('"x" }', '"x" },\r\n\t{ "name": "FYNTRIX_DATABASE_URL", "value": "postgresql://u:hunter2@db/f" }'),
  )
})

test('each container of a task definition is seen to, and what a store of secrets supplies is named', () => {
  const container = (value: string) => ({
    environment: [{ name: 'DATABASE_URL', value }],
    secrets: [{ name: 'K', valueFrom: 'arn' }],
  })
  const task = { containerDefinitions: [container(address), container('postgres://ok/f'), container(address)], cpu: 1 }
  const { plan, after } = draft(JSON.stringify(task, null, 2))
  const ours = { name: 'FYNTRIX_DATABASE_URL', value: 'postgresql://u:hunter2@db/f' }
  for (const index of [0, 2]) task.containerDefinitions[index]?.environment.push(ours)
  expect(JSON.parse(after?.toString() ?? '')).toEqual(task)
  expect(plan.notes).toContain('K has no text here, or comes from a store of secrets: look there')
})

test('an object of names and values is taken too, with its numbers', () => {
  expect(draft('{"REDIS_PORT": 6380, "A": true}').after?.toString()).toBe(
    '{"REDIS_PORT": 6380, "A": true, "FYNTRIX_REDIS_URL": "redis://localhost:6380/0"}',
  )
})

test('no secret is in a plan, wherever it stands', () => {
  const { plan } = draft(
    JSON.stringify(
      {
        image: 'hunter2',
        environment: [
          { name: 'DATABASE_URL', value: address },
          { name: 'COGNITO_SECRET', value: 'hunter2' },
        ],
        hunter2s: ['hunter2'],
      },
      null,
      2,
    ).replace('hunter2s', 'others'),
  )
  expect(plan.outcome).toBe('change')
  expect(plan.diff).toContain('+    { "name": "FYNTRIX_DATABASE_URL", "value": "postgresql://‹hidden›@db/f" }')
  expect(JSON.stringify(plan)).not.toContain('hunter2')
})

test.each([
  ['{"a": [', 'refused', /no JSON/],
  ['{"environment": {"DATABASE_URL": "sqlite:///x"}}', 'refused', /no address of PostgreSQL/],
  ['{"DATABASE_URL": NaN}', 'refused', /no JSON/],
  [
    `{"environment": {"A": "1"}, "environment": {"DATABASE_URL": "${address}"}}`,
    'refused',
    /something else than it should/,
  ],
  ['[1, 2]', 'report', /holds no list of variables/],
  ['[{"name":"A","value":"1"},{"name":"A","value":"2"}]', 'unchanged', /A is set 2 times: the last one counts/],
])('%s is %s', (text, outcome, reason) => {
  const { plan } = draft(text)
  expect(plan.outcome).toBe(outcome)
  expect([...plan.problems, ...plan.notes].join()).toMatch(reason)
})

test('an edit changes what it says and nothing else, and a second one changes nothing', () => {
  const names = fc.constantFrom('A', 'REDIS_HOST', 'DATABASE_URL', 'ARISE_DATABASE_URL', '"', '__proto__')
  const values = fc.oneof(fc.string(), fc.constantFrom(address, 'postgres://d/f', 'h'))
  const list = fc.array(fc.record({ name: names, value: values }), { minLength: 1, maxLength: 5 })
  let changed = 0
  fc.assert(
    fc.property(list, fc.constantFrom(0, 1, 2, '\t'), fc.anything({ maxDepth: 1 }), (environment, indent, rest) => {
      const before = JSON.stringify({ rest: JSON.stringify(rest) ?? null, environment }, null, indent)
      const { plan, after } = draft(before)
      expect(plan.changes.length > 0).toBe(after !== null)
      if (after === null) return
      changed += 1
      const items = JSON.parse(after.toString()).environment.slice(environment.length)
      expect(items.map(({ name }: { name: string }) => name)).toEqual(plan.changes.map(({ variable }) => variable))
      expect(JSON.parse(after.toString())).toEqual({ ...JSON.parse(before), environment: [...environment, ...items] })
      expect(draftJson('x', after).plan).toMatchObject({ outcome: 'unchanged', changes: [] })
    }),
    { numRuns: 2_000 },
  )
  expect(changed).toBeGreaterThan(100)
})
