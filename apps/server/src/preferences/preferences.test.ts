import { expect, test } from 'vitest'
import { testServer } from '../testing/index.ts'

const server = await testServer()
const [reader, writer] = [await server.client('read'), await server.client('read', 'write')]

test('preferences are read with the scope read, and changed with the scope write', async () => {
  expect(await reader.preferences.get()).toMatchObject({ universe: 'nifty50', chosen: [], revision: 0 })
  await expect(reader.preferences.update({ universe: 'banknifty' })).rejects.toMatchObject({ code: 'forbidden' })
  await expect(reader.preferences.replace({})).rejects.toMatchObject({ code: 'forbidden' })
  const changed = await writer.preferences.update({ universe: 'banknifty', revision: 0 })
  expect(changed).toMatchObject({ universe: 'banknifty', chosen: ['universe'], revision: 1 })
  expect(await reader.preferences.get()).toEqual(changed)
  await expect(writer.preferences.update({ revision: 0 })).rejects.toMatchObject({ code: 'conflict' })
  await expect(writer.preferences.update({ primaryMode: 'futures' })).rejects.toMatchObject({ code: 'invalid-input' })
  expect(await writer.preferences.update({ universe: null })).toMatchObject({ universe: 'nifty50', chosen: [] })
  expect(await writer.preferences.replace({ riskProfile: 'aggressive' })).toMatchObject({ chosen: ['riskProfile'] })
})
