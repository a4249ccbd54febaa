import pg from 'pg'
import { afterAll, expect, test } from 'vitest'
import { testDatabase } from '../testing/index.ts'
import { float8Column, float8s } from './sql.ts'

const { url } = await testDatabase()
const client = new pg.Client({ connectionString: url })
await client.connect()
afterAll(() => client.end())

test('a column of numbers comes back bit by bit, a null as NaN', async () => {
  const many = Array.from({ length: 1_000 }, (_, i) => Math.sin(i) * 10 ** (i % 300))
  for (const values of [[], [0.1 + 0.2, null, Infinity, 5e-324, Number.NaN], many]) {
    const { rows } = await client.query<{ column: string }>(`select ${float8Column('$1::float8[]')} as column`, [
      values,
    ])
    expect(float8s(rows[0]?.column ?? '')).toEqual(Float64Array.from(values, (value) => value ?? Number.NaN))
  }
})
