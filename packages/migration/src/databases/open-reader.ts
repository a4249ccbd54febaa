import { once } from 'node:events'
import { statSync } from 'node:fs'
import { Worker } from 'node:worker_threads'
import { DomainError, errorCodes } from '@fyntrix/domain/shared'
import type { ReadAnswer, ReadDetail, Reading, ReadRequest, ReadSpan, ReadStretch } from './reading.ts'
import { openTableReader, type TableReader } from './table-reader.ts'

/** Reads the rows of one table of a database and maps them. */
export interface Reader extends AsyncDisposable {
  /** The first rows of a span; see `TableReader`. Throws like it, one call at a time. */
  stretch(span: ReadSpan, used?: ArrayBuffer): Promise<ReadStretch | null>
  detail(span: ReadSpan): Promise<ReadDetail>
  numbered(numbers: readonly bigint[]): Promise<ReadStretch | null>
}

/** Megabytes. A stretch takes far less, but a cell may be as large as SQLite allows; garbage of short lives is what would stand for long. */
const resourceLimits = { maxOldGenerationSizeMb: 1_024, maxYoungGenerationSizeMb: 24 }

const failure = ({ code, message }: Extract<ReadAnswer, { answer: 'failed' }>): DomainError =>
  new DomainError(errorCodes.find((known) => known === code) ?? 'internal', message)

/** A reader on a thread of its own, so that rows are read and mapped while others are written. */
export const openReaderOnThread = (reading: Reading): Reader => {
  const worker = new Worker(new URL('./reader.worker.ts', import.meta.url), { workerData: reading, resourceLimits })
  let failed: unknown
  // also what happens between two questions, when nobody waits for an answer
  worker.on('error', (error) => (failed = error))
  let queue: Promise<unknown> = Promise.resolve()
  const ask = async (request: ReadRequest): Promise<Exclude<ReadAnswer, { answer: 'failed' }>> => {
    if (failed !== undefined) throw failed
    const used = request.ask === 'stretch' ? request.used : undefined
    worker.postMessage(request, used ? [used] : [])
    const [answer]: ReadAnswer[] = await once(worker, 'message')
    if (answer === undefined || answer.answer === 'failed')
      throw answer === undefined ? new DomainError('internal', 'the reader said nothing') : failure(answer)
    return answer
  }
  /** one at a time: answers come in the order of the questions */
  const inTurn = (request: ReadRequest) => {
    const asked = queue.then(() => ask(request))
    queue = asked.catch(() => undefined)
    return asked
  }
  const stretchOf = async (request: ReadRequest) => {
    const answer = await inTurn(request)
    return answer.answer === 'stretch' ? answer.stretch : null
  }
  return {
    stretch: (span, used) => stretchOf({ ask: 'stretch', span, used }),
    numbered: (numbers) => stretchOf({ ask: 'encode', numbers }),
    detail: async (span) => {
      const answer = await inTurn({ ask: 'detail', span })
      if (answer.answer !== 'detail') throw new DomainError('internal', 'the reader answered something else')
      return answer.detail
    },
    async [Symbol.asyncDispose]() {
      await worker.terminate()
    },
  }
}

/** The same on this thread, for few rows. */
export const openReaderHere = (reading: Reading): Reader => {
  let reader: TableReader | undefined
  const open = (): TableReader => (reader ??= openTableReader(reading))
  return {
    stretch: async (span) => open().stretch(span),
    numbered: async (numbers) => open().numbered(numbers),
    detail: async (span) => open().detail(span),
    async [Symbol.asyncDispose]() {
      reader?.[Symbol.dispose]()
    },
  }
}

/** Bytes of a database that are read in less time than a thread takes to start. */
const small = 8 * 2 ** 20

const sizeOf = (file: string): number =>
  [file, `${file}-wal`].reduce((sum, path) => sum + (statSync(path, { throwIfNoEntry: false })?.size ?? 0), 0)

/** Opens a reader: on a thread of its own, unless the database is small. The database is opened with the first call. */
export const openReader = (reading: Reading): Reader =>
  sizeOf(reading.file) < small ? openReaderHere(reading) : openReaderOnThread(reading)
