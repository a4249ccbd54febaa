import { expect, test } from 'vitest'
import { testDatabase } from '../testing/index.ts'

const { database } = await testDatabase()

test('the entities describe exactly what the migrations made', async () => {
  expect(await database.checkSchema()).toEqual([])
})

test('a migrated database has nothing pending, and migrating it again applies nothing', async () => {
  const { applied, pending } = await database.migrationStatus()
  expect(applied.length).toBeGreaterThan(0)
  expect(pending).toEqual([])
  expect(await database.migrate()).toEqual([])
})
