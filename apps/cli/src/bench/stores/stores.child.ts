import { simulatedBars } from '../cache/values.ts'
import { answerParent } from '../shared/workers.ts'
import { storeKinds } from './index.ts'
import { operationsOn } from './operations.ts'
import type { Store } from './store.ts'
import { type StoreAnswer, StoreTask } from './stores.messages.ts'

/** One process that uses every store, one at a time. */
const stores = new Map<string, Store>()
const operations = operationsOn(await simulatedBars(2_500))
// what is done in less than a microsecond would else take longer to report than to do
const most = 10_000
// on a busy machine the time may be over after a call or two
const least = 20

const epoch = () => performance.timeOrigin + performance.now()

const run = async (store: Store, name: string, milliseconds: number): Promise<StoreAnswer> => {
  const operation = operations.find((each) => each.name === name)
  if (!operation) throw new RangeError(`there is no operation ${name}`)
  const { keys, kind } = operation
  const values = kind === 'write' ? keys.map((key) => operation.valueOf(key)) : []
  const samples = new Float64Array(most)
  const startedAt = epoch()
  const begun = performance.now()
  let now = begun
  let calls = 0
  while ((now - begun < milliseconds || calls < least) && calls < most) {
    const at = (calls + process.pid) % keys.length
    const key = keys[at] ?? ''
    const found = kind === 'read' ? await store.read(key) : await store.write(key, values[at])
    if (kind === 'read' && (found === undefined || found === null)) throw new Error(`${key} is missing`)
    const after = performance.now()
    samples[calls] = after - now
    now = after
    calls += 1
  }
  return { startedAt, endedAt: epoch(), samplesMs: samples.slice(0, calls) }
}

answerParent(async (message) => {
  const task = StoreTask.parse(message)
  if (task.type === 'open') {
    for (const { name, open } of storeKinds) stores.set(name, await open(task.places))
    return {}
  }
  if (task.type === 'fill') {
    for (const store of stores.values()) {
      for (const { keys, valueOf } of operations) for (const key of keys) await store.write(key, valueOf(key))
    }
    return {}
  }
  const store = stores.get(task.store)
  if (!store) throw new RangeError(`there is no store ${task.store}`)
  return await run(store, task.operation, task.milliseconds)
})
