import { describe, expect, test } from 'vitest'
import { checkHistory } from './check.ts'
import type { Deed, History, Read, Span } from './history.ts'

const span = (process: string, begin: number, end: number, deed: Deed): Span => ({
  process,
  begin,
  end,
  beganAt: begin,
  endedAt: end,
  deed,
})
const history = (spans: readonly Span[], more: Partial<History> = {}): History => ({
  number: 1,
  family: 'lasting',
  lease: 1_000,
  pause: 30,
  hard: 10_000,
  bound: undefined,
  spans,
  ...more,
})
const key = '1-0'
const set = (value: number): Deed => ({ type: 'set', key, value, ok: true })
const remove: Deed = { type: 'delete', key, ok: true }
const settle: Deed = { type: 'settle', ok: true }
const load = (value: number, ok = true): Deed => ({ type: 'load', key, value, ok })
const read = (value: number | undefined, labels: Partial<Read> = {}): Deed => ({
  type: 'read',
  via: 'get',
  key,
  value,
  coherent: true,
  away: false,
  ok: true,
  ...labels,
})
const labelled = (value: number, version: number) =>
  read(value, { via: 'read', state: 'fresh', level: 'redis', version })
const broken = (spans: readonly Span[], more: Partial<History> = {}) => [
  ...new Set(checkHistory(history(spans, more)).map(({ point }) => point)),
]

describe('a history as it should be breaks nothing', () => {
  test('writes, loads and reads in their order', () => {
    const spans = [
      span('a', 1, 4, load(1)),
      span('a', 0, 5, labelled(1, 10)),
      span('b', 6, 7, set(2)),
      span('a', 8, 9, labelled(1, 10)),
      span('a', 10, 11, settle),
      span('a', 12, 13, labelled(2, 11)),
      span('b', 14, 15, remove),
      span('b', 16, 17, read(undefined)),
    ]
    expect(broken(spans)).toEqual([])
  })

  test('a reader elsewhere that has not settled may see the value before a write', () => {
    expect(broken([span('a', 1, 2, set(1)), span('b', 3, 4, set(2)), span('c', 5, 6, read(1))])).toEqual([])
  })

  test('what was there counts as fallback while Redis is away', () => {
    const away = span('c', 5, 12, { type: 'cut', connection: 'data' })
    const spans = [span('a', 1, 2, set(1)), span('a', 3, 4, set(2)), away, span('c', 6, 7, settle)]
    expect(broken([...spans, span('c', 8, 9, read(1))])).toEqual([])
    expect(broken([...spans, span('c', 13, 14, read(1))])).toEqual([2])
  })

  test('what was there counts as fallback for a read that Redis did not answer in time, unless the process removed it itself', () => {
    const late = { away: true }
    const settled = [span('a', 1, 2, set(1)), span('a', 3, 4, set(2)), span('c', 5, 6, settle)]
    expect(broken([...settled, span('c', 7, 8, read(1, late))])).toEqual([])
    expect(broken([...settled, span('c', 7, 8, read(1, late)), span('c', 9, 10, read(1))])).toEqual([2])
    expect(broken([span('a', 1, 2, set(1)), span('a', 3, 4, read(undefined, late))])).toEqual([])
    expect(broken([span('a', 1, 2, set(1)), span('a', 3, 4, remove), span('a', 5, 6, read(1, late))])).toEqual([1])
  })
})

describe('a broken promise is found', () => {
  test('1: an own write is not seen', () => {
    expect(broken([span('a', 1, 2, set(1)), span('a', 3, 4, set(2)), span('a', 5, 6, read(1))])).toEqual([1])
    expect(broken([span('a', 1, 2, set(1)), span('a', 3, 4, remove), span('a', 5, 6, read(1))])).toEqual([1])
    expect(broken([span('a', 1, 2, set(1)), span('a', 3, 4, read(undefined))])).toEqual([1])
  })

  test('2: a stale read after settling', () => {
    const spans = [span('a', 1, 2, set(1)), span('a', 3, 4, set(2)), span('b', 5, 6, settle), span('b', 7, 8, read(1))]
    expect(broken(spans)).toEqual([2])
    const before = [span('a', 1, 2, set(1)), span('b', 3, 5, settle), span('a', 4, 6, set(2)), span('b', 7, 8, read(1))]
    expect(broken(before)).toEqual([])
  })

  test('3: something is believed while nothing is heard', () => {
    const deaf = { coherent: false, via: 'read', level: 'process', version: 5 } as const
    const spans = (state: string) => [span('a', 1, 2, set(1)), span('a', 3, 4, read(1, { ...deaf, state }))]
    expect(broken(spans('fresh'))).toEqual([3])
    expect(broken(spans('fallback'))).toEqual([])
    expect(broken([span('a', 1, 2, set(1)), span('a', 3, 4, read(1, { coherent: false, via: 'peek' }))])).toEqual([3])
  })

  test('4: a load is stored although the key was removed meanwhile', () => {
    const spans = [span('a', 2, 5, load(1)), span('b', 3, 4, remove)]
    expect(broken([...spans, span('a', 1, 6, labelled(1, 0))])).toEqual([])
    expect(broken([...spans, span('a', 1, 6, labelled(1, 10))])).toEqual([4])
    // an earlier caller may get it, one that comes after the removal in its own process may not
    expect(broken([...spans, span('b', 7, 8, read(1))])).toEqual([1])
  })

  test('5: an older version after a newer one, a later write without a later version, a value from nowhere', () => {
    const writes = [span('b', 1, 2, set(1)), span('b', 3, 4, set(2))]
    const reads = [span('a', 5, 6, labelled(2, 11)), span('a', 7, 8, labelled(1, 10))]
    expect(broken([...writes, ...reads])).toEqual([5])
    const shrinking = [span('a', 5, 6, labelled(1, 11)), span('c', 7, 8, labelled(2, 10))]
    expect(broken([...writes, ...shrinking])).toEqual([5])
    expect(broken([span('a', 1, 2, read(7))])).toEqual([5])
    expect(broken([span('a', 1, 2, read(undefined, { via: 'getOrLoad' }))])).toEqual([5])
  })

  test('6: two load under one lease, unless a change or the death of the holder ended it', () => {
    const asks = [span('a', 1, 20, labelled(1, 0)), span('b', 2, 21, labelled(2, 11))]
    const loads = [span('a', 3, 10, load(1)), span('b', 5, 9, load(2))]
    expect(broken([...asks, ...loads])).toEqual([6])
    expect(broken([...asks, ...loads, span('c', 4, 6, remove)])).toEqual([])
    const dead = (begin: number) => [
      span('a', 3, Number.POSITIVE_INFINITY, load(1, false)),
      span('b', begin, 2_000, load(2)),
    ]
    expect(broken(dead(900))).toEqual([6])
    expect(broken(dead(1_100))).toEqual([])
  })

  test('7: loading is tried again at once, takes too long, or fails with something else', () => {
    const failed = span('a', 3, 10, load(1, false))
    expect(broken([failed, span('b', 12, 14, load(2))])).toEqual([7])
    expect(broken([failed, span('b', 30, 34, load(2))])).toEqual([])
    expect(broken([failed, span('c', 11, 11, remove), span('b', 12, 14, load(2))])).toEqual([])
    expect(broken([span('a', 1, 60_000, read(undefined))])).toEqual([7])
    expect(broken([span('a', 1, 2, read(undefined, { ok: false, error: 'TypeError' }))])).toEqual([7])
  })

  test('8: a write fails with something else than that Redis is away', () => {
    const failing = (error: string): Span => span('a', 1, 2, { type: 'delete', key, ok: false, error })
    expect(broken([failing('RedisAwayError')])).toEqual([])
    expect(broken([failing('ReplyError')])).toEqual([8])
  })

  test('9: more than the bound, or values without their place in the index', () => {
    const census = (values: number, indexed: number) =>
      broken([span('server', 1, 2, { type: 'census', values, indexed })], { bound: 3 })
    expect(census(3, 3)).toEqual([])
    expect(census(4, 4)).toEqual([9])
    expect(census(3, 2)).toEqual([9])
  })
})
