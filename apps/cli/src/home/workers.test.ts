import { expect, test } from 'vitest'
import { parseWorkers, textOf } from './workers.ts'

test('workers are chosen by their kind and how many are to stand here', () => {
  expect(parseWorkers('daemon')).toEqual({ kind: 'daemon', here: 0 })
  expect(parseWorkers('bullmq')).toEqual({ kind: 'bullmq', here: 2 })
  expect(parseWorkers('bullmq:0')).toEqual({ kind: 'bullmq', here: 0 })
  for (const text of ['daemon', 'bullmq:0', 'bullmq:64']) expect(textOf(parseWorkers(text))).toBe(text)
  for (const text of ['', 'celery', 'daemon:2', 'bullmq:', 'bullmq:-1', 'bullmq:65', 'bullmq:2 '])
    expect(() => parseWorkers(text)).toThrow('bullmq:N')
})
