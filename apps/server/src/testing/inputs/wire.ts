import { z } from 'zod'
import { maxBatchWidth } from '../../shared/batch-width.ts'
import { ask } from '../ask.ts'

/** What calls are of, and how they go. */
export interface Procedure {
  readonly path: string
  readonly type: 'query' | 'mutation'
}

/** What came of a call: `ok`, the code of its error, or a status that nothing explains. */
export interface Outcome {
  /** The input, as JSON. */
  readonly json: string
  readonly code: string
  readonly status: number
}

/** One request and its answer. */
export interface Sent {
  readonly outcomes: readonly Outcome[]
  /** The answer, whole. */
  readonly text: string
  readonly ms: number
}

/** node refuses longer addresses by itself, before anybody reads them */
const longestAddress = 15_000
/** well below what the server takes */
const longestBody = 128 * 1024

const Result = z.union([
  z.object({ error: z.object({ data: z.object({ domainCode: z.string(), httpStatus: z.int() }) }) }),
  z.object({ result: z.object({ data: z.unknown() }) }),
])
const Results = z.array(Result)

const resultsOf = (text: string): readonly z.infer<typeof Result>[] => {
  try {
    const read: unknown = JSON.parse(text)
    return Results.parse(Array.isArray(read) ? read : [read])
  } catch {
    return []
  }
}

const sizeOf = ({ path, type }: Procedure, json: string): number =>
  // the name stands in the path once a call, the number of the call before each input
  path.length + 16 + (type === 'query' ? encodeURIComponent(json).length : json.length * 3)

/** Whether a request can carry this input at all. */
export const isCarried = (procedure: Procedure, json: string): boolean =>
  procedure.type === 'mutation' || sizeOf(procedure, json) <= longestAddress

/** Takes as many inputs from the end as go into one request, at least one where there is any and at most `most`. */
export const takeBatch = (procedure: Procedure, waiting: string[], most = maxBatchWidth): string[] => {
  const taken: string[] = []
  let room = procedure.type === 'query' ? longestAddress : longestBody
  for (;;) {
    const next = waiting.at(-1)
    if (next === undefined || taken.length === most) return taken
    room -= sizeOf(procedure, next)
    if (room < 0 && taken.length > 0) return taken
    waiting.pop()
    taken.push(next)
  }
}

/** Sends inputs to a procedure, several of them as one batch; a batch that is refused as a whole is sent again one by one, so that each input has an answer. */
export const send = async (
  { url, key }: { readonly url: string; readonly key: string },
  procedure: Procedure,
  inputs: readonly string[],
): Promise<readonly Sent[]> => {
  const { path, type } = procedure
  const batch = inputs.length > 1
  const json = batch ? `{${inputs.map((input, n) => `"${n}":${input}`).join(',')}}` : (inputs[0] ?? '')
  const address = `${url}/trpc/${inputs.map(() => path).join(',')}?${batch ? 'batch=1' : ''}`
  const begun = performance.now()
  const { status, text } =
    type === 'query'
      ? await ask(`${address}&input=${encodeURIComponent(json)}`, key)
      : await ask(address, key, { method: 'POST', body: json, headers: { 'content-type': 'application/json' } })
  const ms = performance.now() - begun
  const results = resultsOf(text)
  if (batch && status < 500 && results.length !== inputs.length)
    return (await Promise.all(inputs.map((input) => send({ url, key }, procedure, [input])))).flat()
  const outcomes = inputs.map((input, n): Outcome => {
    const result = results[n]
    if (result === undefined) return { json: input, code: `status ${status}`, status }
    if ('result' in result) return { json: input, code: 'ok', status: 200 }
    const { domainCode: code, httpStatus } = result.error.data
    return { json: input, code, status: httpStatus }
  })
  return [{ outcomes, text, ms }]
}
