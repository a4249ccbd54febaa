import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { testServices } from '../testing/index.ts'

const { services, resources, again } = await testServices({ asOf: '2026-07-09T10:30:00Z' })
const { unified, general } = services
const other = again()
const patterns = () => ({ type: 'patterns', symbol: 'M&M', exchange: randomUUID() }) as const
const name = () => `adopted:${randomUUID()}`

describe('what another system kept', () => {
  test('is good for as long as it was there, and in every process', async () => {
    const of = patterns()
    expect(await unified.adopt(of, [{ a: 1 }], { freshForMs: 60_000, etag: 'theirs' })).toBe(true)
    const found = await other.unified.look(of)
    expect(found).toMatchObject({ value: [{ a: 1 }], etag: 'theirs' })
    expect(found?.freshForMs).toBeLessThanOrEqual(60_000)
    expect(found?.freshForMs).toBeGreaterThan(50_000)
  })

  test('never replaces what is here', async () => {
    const of = patterns()
    await other.unified.set(of, [{ ours: 1 }])
    expect(await unified.adopt(of, [{ a: 1 }], { freshForMs: 60_000, etag: 'theirs' })).toBe(false)
    expect(await unified.get(of)).toEqual([{ ours: 1 }])
  })

  test('gives way to what is set at the same time, before its claim and after it', async () => {
    const later = async (turns: number): Promise<void> => {
      for (let i = 0; i < turns; i += 1) await new Promise(setImmediate)
    }
    for (let i = 0; i < 60; i += 1) {
      const of = patterns()
      const adopted = unified.adopt(of, [{ a: 1 }], { freshForMs: 60_000, etag: 'theirs' })
      await later(i % 6)
      await Promise.all([adopted, other.unified.set(of, [{ ours: 1 }])])
      expect((await unified.look(of))?.value).toEqual([{ ours: 1 }])
    }
  })

  test('that the codec cannot keep is refused, and leaves nothing behind', async () => {
    const of = patterns()
    const wrong = [{ a: Number.NaN }]
    await expect(unified.adopt(of, wrong, { freshForMs: 60_000, etag: '' })).rejects.toThrow(TypeError)
    expect(await unified.adopt(of, [], { freshForMs: 60_000, etag: '' })).toBe(true)
  })

  test('is a miss for the unified cache where nothing was offered', async () => {
    expect(await unified.look(patterns())).toBeUndefined()
  })

  test('lies beside its copy in the general cache, each with its own time', async () => {
    const of = name()
    expect(await general.adopt(of, { as: 'copy', value: 1, lifetimeMs: 80_000, beside: 2 })).toBe(true)
    expect(await general.adopt(of, { as: 'value', value: 2, lifetimeMs: 5_000, beside: 1 })).toBe(true)
    expect(await general.get(of)).toEqual({ state: 'fresh', value: 2 })
    const { value, copy } = await general.look(of)
    expect(value?.lifetimeMs).toBeLessThanOrEqual(5_000)
    expect(copy).toMatchObject({ value: 1 })
    expect(copy?.lifetimeMs).toBeGreaterThan(60_000)
  })

  test('neither replaces nor shadows what the general cache holds', async () => {
    const of = name()
    await general.set(of, 'ours')
    expect(await general.adopt(of, { as: 'value', value: 1, lifetimeMs: 5_000, beside: undefined })).toBe(false)
    expect(await general.adopt(of, { as: 'copy', value: 1, lifetimeMs: 5_000, beside: 1 })).toBe(false)
    await resources.redis.del(`${resources.prefix}fyntrix:general:${of}`)
    await resources.redis.set(`${resources.prefix}fyntrix:general:${of}:persist`, '"ours"', 'PX', 60_000)
    expect(await general.adopt(of, { as: 'value', value: 1, lifetimeMs: 5_000, beside: 1 })).toBe(false)
    expect(await general.get(of)).toEqual({ state: 'persisted', value: 'ours' })
  })

  test.each([0, 0.5, -1, Number.NaN])('with a lifetime of %d is refused', async (lifetimeMs) => {
    const wrong = general.adopt(name(), { as: 'value', value: 1, lifetimeMs, beside: undefined })
    await expect(wrong).rejects.toMatchObject({ code: 'invalid-input' })
  })
})
