/**
 * Makes the calls of `./fyntrix prove faults`, which is told what to do by its parent, one message at a time, and ends with it. Copies of samples are known by their numbers; PostgreSQL is
 * read directly, while the server reaches it through a proxy that can cut a commit.
 */
import { setTimeout as delay } from 'node:timers/promises'
import pg from 'pg'
import { z } from 'zod'
import { errorOf } from './ask.ts'
import { type CommitProxy, type CutPoint, commitProxy } from './commit-proxy.ts'
import {
  createCaller,
  errands,
  type Facts,
  marketSamples,
  readFacts,
  samples,
  shapeOf,
  unpublished,
} from './mutations/index.ts'

const Task = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('open'), databaseUrl: z.string() }),
  z.object({ kind: z.literal('serve'), url: z.string(), key: z.string() }),
  z.object({ kind: z.literal('prepare'), paths: z.array(z.string()) }),
  z.object({ kind: z.literal('mark') }),
  z.object({ kind: z.literal('shape') }),
  z.object({ kind: z.literal('send'), copies: z.array(z.int()), patienceMs: z.int() }),
  z.object({ kind: z.literal('arm'), point: z.enum(['before-commit', 'during-commit', 'after-commit']) }),
])

const changing = { ...samples, ...marketSamples }
const all = new Map(Object.entries({ ...changing, ...errands }))
const publishingPatience = 60_000

let databaseUrl = ''
let proxy: CommitProxy | undefined
let served = { url: '', key: '' }
let marked: Facts = {}
let cuts = 0
const copies: { readonly path: string; readonly input: unknown }[] = []
const caller = createCaller(() => served)

const reading = async <T>(work: (client: pg.Client) => Promise<T>): Promise<T> => {
  const client = new pg.Client({ connectionString: databaseUrl })
  client.on('error', () => undefined)
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

/** the relay of the server must be idle: neither may its commit be cut, nor may it lag for ever */
const published = (): Promise<void> =>
  reading(async (client) => {
    const patience = performance.now() + publishingPatience
    while ((await unpublished(client)) > 0) {
      if (performance.now() > patience) throw new Error('messages still wait to be published after a minute')
      await delay(50)
    }
  })

/** what was sent on a connection that is gone may still be done: until its process has ended */
const settled = (client: pg.Client): Promise<void> => {
  const busy = `select 1 from pg_stat_activity where state <> 'idle' and pid <> pg_backend_pid() and datname = current_database()
    and query !~* 'outbox'`
  const look = async (): Promise<void> => {
    if ((await client.query(busy)).rowCount === 0) return
    await delay(10)
    await look()
  }
  return look()
}

const send = async (number: number, patienceMs: number) => {
  const copy = copies[number]
  if (copy === undefined) throw new Error(`there is no copy ${number}`)
  const begun = performance.now()
  const late = delay(patienceMs, undefined, { ref: false })
  const answer = await Promise.race([caller.call(copy.path, copy.input).catch(String), late])
  const ms = performance.now() - begun
  if (answer === undefined) return { code: 'no answer', message: `in ${patienceMs} ms`, ms }
  if (typeof answer === 'string') return { code: 'no answer', message: answer, ms }
  if (answer.status === 200) return { code: 'ok', message: '', ms }
  const { message, data } = errorOf(answer)
  return { code: data.domainCode, message, ms }
}

const open = async (url: string) => {
  databaseUrl = url
  proxy = await commitProxy(url)
  return {
    proxyUrl: proxy.url,
    changing: Object.entries(changing).map(([path, { again = null, sweeping = false }]) => ({ path, again, sweeping })),
    errands: Object.entries(errands).map(([path, { stated = 'ok', inRedis = false }]) => ({ path, stated, inRedis })),
  }
}

const prepare = async (paths: readonly string[]) => {
  const made: number[] = []
  for (const path of paths) {
    const sample = all.get(path)
    if (sample === undefined) throw new Error(`there is no sample of ${path}`)
    made.push(copies.push({ path, input: await caller.prepared(sample) }) - 1)
  }
  await published()
  return { copies: made }
}

const arm = (point: CutPoint) => {
  cuts = 0
  void proxy?.cutNext(point).then(() => {
    cuts += 1
  })
}

const perform = async (task: z.infer<typeof Task>): Promise<object> => {
  switch (task.kind) {
    case 'open':
      return open(task.databaseUrl)
    case 'serve':
      served = task
      break
    case 'prepare':
      return prepare(task.paths)
    case 'mark':
      marked = await reading(readFacts)
      break
    case 'shape':
      return { shape: shapeOf(marked, await reading((client) => settled(client).then(() => readFacts(client)))), cuts }
    case 'arm':
      arm(task.point)
      break
    case 'send':
    default:
      return { outcomes: await Promise.all(task.copies.map((number) => send(number, task.patienceMs))) }
  }
  return {}
}

process.on('message', (message: unknown) => {
  void perform(Task.parse(message)).then((answer) => process.send?.(answer))
})
process.on('disconnect', () => process.exit())
