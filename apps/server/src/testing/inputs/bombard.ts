import fc from 'fast-check'
import { declaredProcedures } from '../../access/declared.ts'
import { appRouter } from '../../router.ts'
import { maxBatchWidth } from '../../shared/batch-width.ts'
import { inputsOf } from './arbitrary.ts'
import { isCarried, type Procedure, type Sent, send, takeBatch } from './wire.ts'

interface Bombardment {
  readonly url: string
  readonly key: string
  /** Inputs for each procedure. */
  readonly n: number
  readonly seed: number
  /** Ids and names that belong to somebody else, to be asked for. */
  readonly known?: readonly string[]
  /** What no answer may hold. */
  readonly secrets?: readonly string[]
  readonly onProcedure?: (path: string, done: number, total: number) => void
  /** Told of each broken promise at once: whoever waits for an hour wants to know by then. */
  readonly onBroken?: (problem: string) => void
}

/** What came of it. */
export interface BombardReport {
  readonly calls: number
  /** How often each procedure answered with what: `ok`, or the code of an error. */
  readonly answers: Readonly<Record<string, Readonly<Record<string, number>>>>
  readonly slowest: { readonly path: string; readonly ms: number }
  /** Seconds that each procedure kept us. */
  readonly seconds: Readonly<Record<string, number>>
  /** Promises that were broken, with the inputs that broke them. */
  readonly broken: readonly string[]
}

const atOnce = 4
/** one request in so many carries a single call, as most clients send it; the others carry as many as the server takes */
const singleOneIn = 8
/** Whatever an input says, an answer must not take longer, with all that was asked along with it. */
const longestMs = 20_000
/** inputs that are made at a time, while the server answers others */
const atATime = 100
/** a procedure that breaks every time need not say so every time */
const mostTold = 20

const shownOf = (json: string): string => (json.length > 300 ? `${json.slice(0, 300)}…` : json)

/** Sends `n` inputs, made from its own schema and spoilt here and there, to every query and mutation of the API. */
export const bombard = async (options: Bombardment): Promise<BombardReport> => {
  const { url, key, n, seed, known = [], secrets = [], onProcedure, onBroken } = options
  const procedures = declaredProcedures(appRouter).filter(({ type }) => type !== 'subscription')
  const answers: Record<string, Record<string, number>> = {}
  const seconds: Record<string, number> = {}
  const broken: string[] = []
  let calls = 0
  let slowest = { path: '', ms: 0 }

  const tell = (path: string, problem: string): void => {
    const told = broken.filter((one) => one.startsWith(`${path} `)).length
    if (told === mostTold) return
    broken.push(`${path} ${problem}`)
    onBroken?.(`${path} ${problem}`)
  }

  const judge = (path: string, { outcomes, text, ms }: Sent): void => {
    calls += outcomes.length
    if (ms > slowest.ms) slowest = { path, ms }
    const counts = (answers[path] ??= {})
    for (const { json, code, status } of outcomes) {
      counts[code] = (counts[code] ?? 0) + 1
      if (status >= 500 || code === 'internal') tell(path, `answered ${status} ${code} to ${shownOf(json)}`)
    }
    const shown = outcomes.map(({ json }) => shownOf(json)).join(' | ')
    if (ms > longestMs) tell(path, `took ${Math.round(ms)} ms for ${shown}`)
    for (const secret of secrets)
      if (text.includes(secret)) tell(path, `gave away what is somebody else's for ${shown}`)
  }

  for (const [nth, { path, type, input: schema }] of procedures.entries()) {
    const begun = performance.now()
    const procedure: Procedure = { path, type: type === 'mutation' ? type : 'query' }
    const inputs = inputsOf(schema, known)
    const waiting: string[] = []
    let made = 0
    let requests = 0
    /** False when all were made. */
    const makeSome = (): boolean => {
      const numRuns = Math.min(atATime, n - made)
      if (numRuns === 0) return false
      const values = fc.sample(inputs, { numRuns, seed: (seed + nth) * 1_000_003 + made })
      made += numRuns
      waiting.push(
        ...values.map((input) => JSON.stringify(input) ?? 'null').filter((json) => isCarried(procedure, json)),
      )
      return true
    }
    const next = (): readonly string[] => {
      while (waiting.length < maxBatchWidth && makeSome());
      requests += 1
      return takeBatch(procedure, waiting, requests % singleOneIn === 0 ? 1 : undefined)
    }
    const sender = async () => {
      for (let batch = next(); batch.length > 0; batch = next()) {
        try {
          for (const sent of await send({ url, key }, procedure, batch)) judge(path, sent)
        } catch (error) {
          tell(path, `was not answered, ${String(error)}, for ${batch.map(shownOf).join(' | ')}`)
        }
      }
    }
    await Promise.all(Array.from({ length: atOnce }, sender))
    seconds[path] = (performance.now() - begun) / 1_000
    onProcedure?.(path, nth + 1, procedures.length)
  }
  return { calls, answers, slowest, seconds, broken }
}
