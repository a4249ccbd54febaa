import { testDatabase } from '@fyntrix/db/testing'
import pg from 'pg'
import { expect, test } from 'vitest'
import { commitProxy } from './commit-proxy.ts'

test('the next commit of a change is cut, and no transaction that only locks', async () => {
  const { url } = await testDatabase()
  await using proxy = await commitProxy(url)
  const client = new pg.Client({ connectionString: proxy.url })
  client.on('error', () => undefined)
  await client.connect()
  const transaction = async (statement: string) => {
    await client.query('begin')
    await client.query(statement)
    await client.query('commit')
  }
  let cut = false
  const done = proxy.cutNext('before-commit').then(() => {
    cut = true
  })
  await transaction('select last_seq from outbox_counter o for update of o skip locked')
  await transaction('select last_seq from outbox_counter o for no key update of o')
  expect(cut).toBe(false)
  await expect(transaction('update outbox_counter set last_seq = last_seq + 1')).rejects.toThrow('terminated')
  await done
  await client.end().catch(() => undefined)
})
