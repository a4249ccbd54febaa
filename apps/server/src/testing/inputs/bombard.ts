import fc from 'fast-check'
import { z } from 'zod'
import { declaredProcedures } from '../../access/declared.ts'
import { appRouter } from '../../router.ts'
import { ask } from '../ask.ts'
import { inputsOf } from './arbitrary.ts'

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
}

/** What came of it. */
export interface BombardReport {
  readonly calls: number
  /** How often each procedure answered with what: `ok`, or the code of an error. */
  readonly answers: Readonly<Record<string, Readonly<Record<string, number>>>>
  readonly slowest: { readonly path: string; readonly ms: number }
  /** Promises that were broken, with the inputs that broke them. */
  readonly broken: readonly string[]
}

const atOnce = 8
/** Whatever an input says, an answer must not take longer. */
const longestMs = 20_000
/** node refuses longer addresses by itself, before anybody reads them */
const longestAddress = 15_000

const ErrorAnswer = z.object({ error: z.object({ data: z.object({ domainCode: z.string() }) }) })

const answerCode = (status: number, text: string): string => {
  if (status === 200) return 'ok'
  try {
    return ErrorAnswer.parse(JSON.parse(text)).error.data.domainCode
  } catch {
    return `status ${status}`
  }
}

/** Sends `n` inputs, made from its own schema and spoilt here and there, to every query and mutation of the API. */
export const bombard = async (options: Bombardment): Promise<BombardReport> => {
  const { url, key, n, seed, known = [], secrets = [], onProcedure } = options
  const procedures = declaredProcedures(appRouter).filter(({ type }) => type !== 'subscription')
  const answers: Record<string, Record<string, number>> = {}
  const broken: string[] = []
  let calls = 0
  let slowest = { path: '', ms: 0 }

  const send = async (path: string, type: 'query' | 'mutation', input: unknown): Promise<void> => {
    const json = JSON.stringify(input) ?? ''
    const address = `${url}/trpc/${path}`
    const query = `?input=${encodeURIComponent(json.toWellFormed())}`
    if (type === 'query' && query.length > longestAddress) return
    const begun = performance.now()
    const { status, text } =
      type === 'query'
        ? await ask(`${address}${query}`, key)
        : await ask(address, key, { method: 'POST', body: json, headers: { 'content-type': 'application/json' } })
    const ms = performance.now() - begun
    calls += 1
    if (ms > slowest.ms) slowest = { path, ms }
    const code = answerCode(status, text)
    const counts = (answers[path] ??= {})
    counts[code] = (counts[code] ?? 0) + 1
    const shown = json.length > 300 ? `${json.slice(0, 300)}…` : json
    if (status >= 500 || code === 'internal') broken.push(`${path} answered ${status} ${code} to ${shown}`)
    if (ms > longestMs) broken.push(`${path} took ${Math.round(ms)} ms for ${shown}`)
    for (const secret of secrets)
      if (text.includes(secret)) broken.push(`${path} gave away what is somebody else's for ${shown}`)
  }

  for (const [nth, { path, type, input: schema }] of procedures.entries()) {
    const waiting = fc.sample(inputsOf(schema, known), { numRuns: n, seed: seed + nth })
    const sender = async () => {
      while (waiting.length > 0) await send(path, type === 'mutation' ? type : 'query', waiting.pop())
    }
    await Promise.all(Array.from({ length: atOnce }, sender))
    onProcedure?.(path, nth + 1, procedures.length)
  }
  return { calls, answers, slowest, broken }
}
