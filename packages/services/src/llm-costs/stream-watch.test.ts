import { loadPriceData } from '@fyntrix/analysis'
import { expect, test } from 'vitest'
import { readersOf } from './readers-of.ts'
import { createStreamWatch } from './stream-watch.ts'

const { usageOf: openAiUsage } = readersOf(await loadPriceData(), 'openai')
const usage = { prompt_tokens: 9, completion_tokens: 4, total_tokens: 13 }
const told = { input: 9, output: 4, requests: 1 }
const chunk = (body: object): string => `data: ${JSON.stringify({ model: 'm', ...body })}`
const delta = (content: string, finish_reason: string | null = null, index = 0) => ({
  choices: [{ index, delta: { content }, finish_reason }],
})

const watched = (parts: readonly (string | Uint8Array)[], choices = 1) => {
  const watch = createStreamWatch('chat', choices, openAiUsage)
  for (const part of parts) watch.see(typeof part === 'string' ? Buffer.from(part) : part)
  return watch
}

test.each(['\n', '\r\n', '\r'])('usage is found however the bytes are cut, with lines that end in %j', (end) => {
  const lines = [
    ': a comment',
    '',
    chunk(delta('Über ₹')),
    '',
    'event: message',
    chunk(delta('', 'stop')),
    '',
    chunk({ choices: [], usage, service_tier: 'flex' }),
    '',
    'data: [DONE]',
    '',
    '',
  ]
  const bytes = Buffer.from(lines.join(end))
  for (let at = 0; at <= bytes.length; at += 1) {
    expect(watched([bytes.subarray(0, at), bytes.subarray(at)]).end()).toEqual({
      modelServed: 'm',
      tier: 'flex',
      usage: told,
      complete: true,
      error: null,
    })
  }
  expect(watched([...bytes].map((byte) => Uint8Array.of(byte))).end()).toMatchObject({ usage: told, complete: true })
})

test('usage that still grows is not the whole of it', () => {
  const growing = `${chunk({ ...delta('All'), usage })}\n\n`
  expect(watched([growing]).end()).toMatchObject({ usage: told, complete: false })
  expect(watched([growing, 'data: [DONE]']).end()).toMatchObject({ usage: told, complete: true })
  const last = `${chunk({ ...delta('.', 'stop'), usage })}\n\n`
  expect(watched([growing, last]).told()).toMatchObject({ usage: told, complete: true })
})

test('of two answers both have to be finished', () => {
  const first = `${chunk({ ...delta('.', 'stop', 0), usage })}\n\n`
  const second = `${chunk({ ...delta('.', 'stop', 1), usage })}\n\n`
  expect(watched([first], 2).told()).toMatchObject({ complete: false })
  expect(watched([first, second], 2).told()).toMatchObject({ complete: true })
})

test('what is no stream of events, and an event without end, tell nothing and break nothing', () => {
  const nothing = { modelServed: null, usage: null, complete: false, error: null }
  expect(watched(['<html>', '\n\ndata: {"choices": [\n\ndata: 7\n\ndata: null\n\n']).end()).toMatchObject(nothing)
  const long = Array.from({ length: 40 }, () => 'x'.repeat(1024 * 1024))
  expect(watched(['data: ', ...long, `\n\n${chunk({ choices: [], usage })}\n\n`]).end()).toMatchObject(nothing)
})

test('an error amid the stream is told', () => {
  const watch = watched([`${chunk(delta('All'))}\n\n`, 'data: {"error":{"message":"overloaded"}}\n\ndata: [DONE]\n\n'])
  expect(watch.end()).toMatchObject({ error: 'overloaded', usage: null })
})
