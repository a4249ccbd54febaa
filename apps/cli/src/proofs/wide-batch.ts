import { Agent, get } from 'node:http'

/** How long a server took to refuse a batch of ten thousand commas, in milliseconds of the client's. */
export interface WideBatch {
  /** Of a hundred tries. */
  readonly medianMs: number
  /** The slowest but one of a hundred. */
  readonly slowMs: number
  /** The same of as many requests in turn with them that name nothing: what the machine and the connection take. */
  readonly floorMedianMs: number
  readonly floorSlowMs: number
  readonly refused: boolean
}

interface Timed {
  readonly ms: number
  readonly status: number
}

const tries = 100
const warming = 30

const ranked = (times: readonly Timed[]): { readonly median: number; readonly slow: number } => {
  const sorted = times.map(({ ms }) => ms).toSorted((a, b) => b - a)
  return { median: sorted[Math.floor(sorted.length / 2)] ?? Number.NaN, slow: sorted[1] ?? Number.NaN }
}

/** Asks a server that is up for a batch of ten thousand commas, over one connection. */
export const askWideBatch = async (url: string, key: string): Promise<WideBatch> => {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 })
  const ask = async (path: string): Promise<Timed> => {
    const answered = Promise.withResolvers<Timed>()
    const begun = performance.now()
    get(`${url}/trpc/${path}`, { agent, headers: { authorization: `Bearer ${key}` } }, (response) => {
      response.resume()
      response.once('end', () => answered.resolve({ ms: performance.now() - begun, status: response.statusCode ?? 0 }))
    }).once('error', answered.reject)
    return answered.promise
  }
  const wide: Timed[] = []
  const floor: Timed[] = []
  try {
    for (let i = 0; i < warming + tries; i += 1) {
      const pair = [await ask(`${','.repeat(10_000)}?batch=1`), await ask('nothing')] as const
      if (i < warming) continue
      wide.push(pair[0])
      floor.push(pair[1])
    }
  } finally {
    agent.destroy()
  }
  const [{ median, slow }, base] = [ranked(wide), ranked(floor)]
  return {
    medianMs: median,
    slowMs: slow,
    floorMedianMs: base.median,
    floorSlowMs: base.slow,
    refused: wide.every(({ status }) => status === 400),
  }
}
