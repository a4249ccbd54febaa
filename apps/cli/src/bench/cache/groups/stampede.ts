import { join } from 'node:path'
import { median, runSuite } from '@fyntrix/bench'
import { startWorkers, type Worker } from '../../shared/workers.ts'
import type { Kind, Measurement, Target } from '../figures.ts'
import { peers } from '../peers/index.ts'
import { loaderAlone, StampedeAnswer } from '../stampede.messages.ts'
import type { Group } from './group.ts'

const processes = 3
const callers = 20
const loadMs = 50
const group = 'cold key'

interface Contender {
  readonly name: string
  readonly kind: Kind
  readonly loads: number[]
  readonly served: number[]
}

/** All processes read one key at once: from the first call to the last answer, and how often it was loaded in all of them. */
const stampede = async (workers: readonly Worker[], { name, loads, served }: Contender, key: string) => {
  const task = { type: 'read', cache: name, key, callers, loadMs }
  const answers = await Promise.all(workers.map(async (worker) => StampedeAnswer.parse(await worker.ask(task))))
  const elapsedMs =
    Math.max(...answers.map(({ servedAt }) => servedAt)) - Math.min(...answers.map(({ startedAt }) => startedAt))
  loads.push(answers.reduce((sum, answer) => sum + answer.loads, 0))
  served.push(elapsedMs)
  return { units: 1, elapsedMs }
}

export const coldKey: Group = {
  title: `6. ${processes} processes × ${callers} callers, one cold key, a loader of ${loadMs} ms`,
  about:
    'From the first call to the last answer in any process, and how often the loader ran in all of them; medians, loads also at worst. Floor: no cache, each process calls the loader once.',
  async run({ redis, rounds }) {
    await using scope = new AsyncDisposableStack()
    const file = join(import.meta.dirname, '../stampede.child.ts')
    const workers = await startWorkers(file, processes, { type: 'open', redis: redis.address })
    for (const worker of workers) scope.use(worker)
    const contender = (name: string, kind: Kind): Contender => ({ name, kind, loads: [], served: [] })
    const contenders = [
      contender(loaderAlone, 'floor'),
      contender('fyntrix', 'ours'),
      ...peers
        .filter(({ levels }) => levels.some((each) => each !== 'process'))
        .map(({ name }) => contender(name, 'peer')),
    ]
    let key = 0
    await runSuite(
      contenders.map((each) => ({
        group,
        name: each.name,
        unit: 'times',
        run: () => stampede(workers, each, `k${++key}`),
      })),
      { rounds },
    )
    return contenders.flatMap(({ name, kind, loads, served }) => {
      // the first round is for warming up
      const [counted, timed] = [loads.slice(1), served.slice(1)]
      const line = (metric: string, value: number, unit: '' | 'ms', atMost?: number): Measurement => {
        const target: Target | undefined = kind === 'ours' && atMost !== undefined ? { atMost } : undefined
        return { group, name, kind, metric, value, unit, target }
      }
      return [
        line('loads', median(counted), ''),
        line('loads at worst', Math.max(...counted), '', 1),
        line('all served', median(timed), 'ms', 65),
      ]
    })
  },
}
