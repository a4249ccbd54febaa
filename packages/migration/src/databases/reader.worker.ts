import { parentPort, workerData } from 'node:worker_threads'
import { DomainError } from '@fyntrix/domain/shared'
import type { ReadAnswer, Reading, ReadRequest } from './reading.ts'
import { openTableReader, type TableReader } from './table-reader.ts'

const reading: Reading = workerData
let reader: TableReader | undefined

const answerTo = (request: ReadRequest): ReadAnswer => {
  reader ??= openTableReader(reading)
  if (request.ask === 'detail') return { answer: 'detail', detail: reader.detail(request.span) }
  const stretch =
    request.ask === 'stretch' ? reader.stretch(request.span, request.used) : reader.numbered(request.numbers)
  return { answer: 'stretch', stretch }
}

const answered = (request: ReadRequest): ReadAnswer => {
  try {
    return answerTo(request)
  } catch (error) {
    const code = error instanceof DomainError ? error.code : 'internal'
    return { answer: 'failed', code, message: error instanceof Error ? error.message : String(error) }
  }
}

parentPort?.on('message', (request: ReadRequest) => {
  const answer = answered(request)
  const encoded = answer.answer === 'stretch' ? answer.stretch?.encoded.buffer : undefined
  parentPort?.postMessage(answer, encoded instanceof ArrayBuffer && encoded.byteLength > 0 ? [encoded] : [])
})
parentPort?.on('close', () => reader?.[Symbol.dispose]())
