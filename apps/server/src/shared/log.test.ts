import { expect, test } from 'vitest'
import { createLog } from './log.ts'

test('what is a secret by its name or by its looks never reaches the log', () => {
  const lines: string[] = []
  const log = createLog('info', { write: (line) => lines.push(line) })
  const key = `fx_0123abcd_${'k'.repeat(43)}`
  const cause = Object.assign(new Error('connect postgresql://fyntrix:hush@db.example:5432/fyntrix'), {
    input: 'redis://:hush@cache:6379',
  })
  log.error(
    {
      err: new Error(`Bearer ${key} was refused`, { cause }),
      headers: { authorization: 'Basic hush' },
      password: 'hush',
    },
    `key ${key}`,
  )
  log.info({ req: { headers: { authorization: 'hush' } }, connection: { url: 'hush' } }, 'authorization: bearer hush')
  const text = lines.join('')
  expect(text).not.toMatch(/hush|kkkk/)
  expect(text).toContain('db.example:5432')
  expect(text).toContain('was refused')
})
