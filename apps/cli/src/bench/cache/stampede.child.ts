import { setTimeout as sleep } from 'node:timers/promises'
import { answerParent } from '../shared/workers.ts'
import { openOurs } from './ours.ts'
import { peers } from './peers/index.ts'
import type { OpenPeer, PeerOptions } from './peers/peer.ts'
import { loaderAlone, StampedeTask } from './stampede.messages.ts'

/** One process of several that read the same cold key at once. */
const caches = new Map<string, OpenPeer>()
let loads = 0
let loadMs = 0

const load = async (key: string) => {
  loads += 1
  await sleep(loadMs)
  return { key, loadedBy: process.pid }
}

const loadOnce = (): OpenPeer => {
  const loading = new Map<string, Promise<unknown>>()
  return {
    getOrLoad: (key) => {
      const joined = loading.get(key) ?? load(key)
      loading.set(key, joined)
      return joined
    },
    set: async () => undefined,
    [Symbol.asyncDispose]: async () => undefined,
  }
}

const epoch = () => performance.timeOrigin + performance.now()

const open = async (redis: PeerOptions['redis']) => {
  const options = { redis, load, prefix: 'stampede:' }
  caches.set('fyntrix', await openOurs({ ...options, prefix: 'stampede:ours:', levels: 'both' }))
  for (const { name, levels, open: openPeer } of peers) {
    const chosen = levels.find((each) => each !== 'process')
    if (chosen)
      caches.set(
        name,
        await openPeer({ ...options, prefix: `stampede:${name.replaceAll(/\W/g, '')}:`, levels: chosen }),
      )
  }
  caches.set(loaderAlone, loadOnce())
  // what is compiled and connected at the first use is not what is measured
  for (const cache of caches.values()) await cache.getOrLoad(`warm:${process.pid}`)
}

answerParent(async (message) => {
  const task = StampedeTask.parse(message)
  if (task.type === 'open') {
    await open(task.redis)
    return {}
  }
  const cache = caches.get(task.cache)
  if (!cache) throw new RangeError(`there is no cache ${task.cache}`)
  loads = 0
  loadMs = task.loadMs
  const startedAt = epoch()
  const values = await Promise.all(Array.from({ length: task.callers }, () => cache.getOrLoad(task.key)))
  const servedAt = epoch()
  if (values.some((value) => value === undefined || value === null)) throw new Error(`${task.cache} gave no value`)
  return { startedAt, servedAt, loads }
})
