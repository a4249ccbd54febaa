import { describe, expect, test } from 'vitest'
import { ask, errorOf, testServer } from '../testing/index.ts'

const server = await testServer()
const [reader, writer] = [await server.client('read'), await server.client('read', 'write')]

describe('watchlists over the API', () => {
  test('are read with the scope read, and changed with the scope write', async () => {
    const refused = { code: 'forbidden' }
    await expect(reader.watchlists.add({ symbol: 'TCS' })).rejects.toMatchObject(refused)
    await expect(reader.watchlists.addMany({ lines: ['TCS'] })).rejects.toMatchObject(refused)
    await expect(reader.watchlists.update({ symbol: 'TCS' })).rejects.toMatchObject(refused)
    await expect(reader.watchlists.remove({ symbol: 'TCS' })).rejects.toMatchObject(refused)
    await expect(reader.watchlists.clear()).rejects.toMatchObject(refused)
    const onlyWriter = await server.client('write')
    await expect(onlyWriter.watchlists.list()).rejects.toMatchObject(refused)
    expect(await reader.watchlists.list()).toEqual([])
  })

  test('go the whole way', async () => {
    const entry = await writer.watchlists.add({ symbol: 'm&m', desiredEntry: 100, target: 110 })
    expect(entry).toMatchObject({ symbol: 'M&M', exchange: 'NSE', desiredEntry: 100, stopLoss: null })
    await expect(writer.watchlists.add({ symbol: 'M&M' })).rejects.toMatchObject({ code: 'conflict' })
    await expect(writer.watchlists.update({ symbol: 'M&M', stopLoss: 100 })).rejects.toMatchObject({
      code: 'invalid-input',
    })
    expect(await writer.watchlists.update({ symbol: 'M&M', target: null })).toMatchObject({ target: null })
    expect(await writer.watchlists.addMany({ lines: ['TCS', 'tcs', 'a:b*', { symbol: 'NIFTY 50' }] })).toMatchObject({
      added: 2,
      alreadyThere: 1,
      invalid: 1,
    })
    expect(await reader.watchlists.check({ symbol: 'NIFTY 50' })).toMatchObject({ watched: true })
    expect((await reader.watchlists.list()).map(({ symbol }) => symbol).toSorted()).toEqual(['M&M', 'NIFTY 50', 'TCS'])
    expect(await writer.watchlists.remove({ symbol: 'TCS' })).toMatchObject({ symbol: 'TCS' })
    expect(await writer.watchlists.clear()).toEqual({ removed: 2 })
  })

  test('take no line that would end the stack of whoever checks it', async () => {
    const deep = '['.repeat(100_000) + ']'.repeat(100_000)
    const answer = await ask(`${server.url()}/trpc/watchlists.addMany`, await server.key('write'), {
      method: 'POST',
      body: `{"lines":[${deep}]}`,
      headers: { 'content-type': 'application/json' },
    })
    expect(errorOf(answer)).toMatchObject({
      message: expect.stringContaining('64 levels deep'),
      data: { domainCode: 'invalid-input', httpStatus: 400 },
    })
  })
})
