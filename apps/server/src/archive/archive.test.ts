import { expect, test } from 'vitest'
import { testServer } from '../testing/index.ts'

const server = await testServer()
const [reader, admin] = [await server.client('read'), await server.client('admin')]

test('retention over the API says what is due and does it step by step, for admins only', async () => {
  await expect(reader.archive.retention()).rejects.toMatchObject({ code: 'forbidden' })
  await expect(reader.archive.retain({ step: 'runs' })).rejects.toMatchObject({ code: 'forbidden' })
  const { steps } = await admin.archive.retention()
  expect(steps.map(({ step }) => step)).toContain('outbox')
  for (const { step } of steps)
    expect(await admin.archive.retain({ step })).toEqual({ step, done: 0, mended: 0, finished: true })
  await expect(admin.archive.retain({ step: 'nothing-such' })).rejects.toMatchObject({ code: 'not-found' })
  await expect(admin.archive.retain({ step: 'runs', parts: 0 })).rejects.toMatchObject({ code: 'invalid-input' })
})
