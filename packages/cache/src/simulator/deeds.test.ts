import { expect, test } from 'vitest'
import { ownRedis } from '../testing/servers.ts'
import { type Deeds, stepIn } from './deeds.ts'
import { openKernel } from './kernel.ts'
import { comesBack, SimulatedProcess } from './process.ts'
import { chanceOf } from './random.ts'
import { Recorder } from './recorder.ts'
import { Scheduler } from './scheduler.ts'
import { ServerSide } from './server-side.ts'

const server = await ownRedis()
const atOnce = { up: 0, down: 0 }

test('a read that Redis did not answer in time says so, and the one after it does not', async () => {
  const chance = chanceOf(1, 0)
  const process = await SimulatedProcess.open({
    name: 'a',
    url: new URL(server.url),
    scheduler: new Scheduler(),
    chance: () => chance,
    pace: () => ({ data: atOnce, ear: atOnce }),
    limits: { lease: 1_000, pause: 30, hard: 10_000, bound: 10 },
    open: openKernel,
    load: async () => 1,
  })
  const serverSide = new ServerSide(new URL(server.url))
  const recorder = new Recorder(() => performance.now())
  const deeds: Deeds = {
    family: 'lasting',
    keys: ['1-0'],
    server: serverSide,
    recorder,
    next: () => 1,
    cut: () => undefined,
    dying: () => undefined,
  }
  const read = () => stepIn(deeds, process, { what: 'read', key: 0, via: 'get', rest: 0 })
  await comesBack(process)
  await read()
  server.signal('SIGSTOP')
  await read()
  server.signal('SIGCONT')
  await comesBack(process)
  await read()
  expect(recorder.spans.map(({ deed }) => deed.type === 'read' && deed.ok && deed.away)).toEqual([false, true, false])
  process.die()
  serverSide.close()
})
