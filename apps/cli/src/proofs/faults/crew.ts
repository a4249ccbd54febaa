import { join } from 'node:path'
import { z } from 'zod'
import { startWorker } from '../../bench/shared/workers.ts'
import { root } from '../../env.ts'

/** How a call ended: `ok`, the code of its error, or `no answer`. */
const Outcome = z.object({ code: z.string(), message: z.string(), ms: z.number() })
export type Outcome = z.infer<typeof Outcome>

/**
 * A mutation that changes facts. `again` is what a repetition gives where it was done, null for the same answer; a `sweeping` one changes as many rows as there are, and leaves nothing to the
 * others.
 */
const Changing = z.object({
  path: z.string(),
  again: z.enum(['conflict', 'not-found', 'written again']).nullable(),
  sweeping: z.boolean(),
})
export type Changing = z.infer<typeof Changing>

/** A mutation whose effect no fact tells of, and what it gives where nothing is wrong; one `inRedis` cannot do without Redis. */
const Errand = z.object({ path: z.string(), stated: z.string(), inRedis: z.boolean() })
export type Errand = z.infer<typeof Errand>

const Opened = z.object({ proxyUrl: z.string(), changing: z.array(Changing), errands: z.array(Errand) })
const Prepared = z.object({ copies: z.array(z.int()) })
const Sent = z.object({ outcomes: z.array(Outcome) })
const Shape = z.object({ shape: z.string(), cuts: z.int() })

export type CutPoint = 'before-commit' | 'during-commit' | 'after-commit'

/** The process that makes the calls, since only the server knows their samples. */
export interface Crew extends AsyncDisposable {
  /** PostgreSQL for the server, through a proxy that can cut a commit. */
  readonly proxyUrl: string
  readonly changing: readonly Changing[]
  readonly errands: readonly Errand[]
  serve(server: { readonly url: string; readonly adminKey: string }): Promise<void>
  /** Does what must be there before, a copy for each path; resolves when nothing waits to be published any more. */
  prepare(paths: readonly string[]): Promise<readonly number[]>
  /** Makes the calls of prepared copies at once. May be repeated. */
  send(copies: readonly number[]): Promise<readonly Outcome[]>
  /** Remembers the facts as they are. */
  mark(): Promise<void>
  /** Which tables differ from the mark, and by how many rows; empty for none. */
  shape(): Promise<string>
  /** Cuts the connection to PostgreSQL at the next commit of a change. */
  arm(point: CutPoint): Promise<void>
  /** Whether it was cut since. */
  wasCut(): Promise<boolean>
}

/** longer than anybody would wait: what has not answered by then hangs */
const patienceMs = 60_000

/** Starts it on the database of a server that is not running yet. */
export const startCrew = async (databaseUrl: string): Promise<Crew> => {
  const worker = startWorker(join(root, 'apps/server/src/testing/faults.child.ts'))
  const opened = Opened.parse(await worker.ask({ kind: 'open', databaseUrl }))
  const look = async () => Shape.parse(await worker.ask({ kind: 'shape' }))
  return {
    ...opened,
    serve: async ({ url, adminKey: key }) => void (await worker.ask({ kind: 'serve', url, key })),
    prepare: async (paths) => Prepared.parse(await worker.ask({ kind: 'prepare', paths })).copies,
    send: async (copies) => Sent.parse(await worker.ask({ kind: 'send', copies, patienceMs })).outcomes,
    mark: async () => void (await worker.ask({ kind: 'mark' })),
    shape: async () => (await look()).shape,
    arm: async (point) => void (await worker.ask({ kind: 'arm', point })),
    wasCut: async () => (await look()).cuts > 0,
    [Symbol.asyncDispose]: () => worker[Symbol.asyncDispose](),
  }
}
