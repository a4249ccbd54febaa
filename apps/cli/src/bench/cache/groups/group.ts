import type { CliEnvironment } from '../../../env.ts'
import type { OwnRedis } from '../../../shared/own-redis.ts'
import type { Measurement } from '../figures.ts'
import { peers } from '../peers/index.ts'
import type { Levels, OpenPeer, Peer, PeerOptions } from '../peers/peer.ts'

export interface GroupContext {
  readonly env: CliEnvironment
  readonly redis: OwnRedis
  readonly rounds: number
}

/** One question to the caches, and what they answer. */
export interface Group {
  readonly title: string
  readonly about: string
  readonly run: (context: GroupContext) => Promise<Measurement[]>
}

/** A peer in use, with what it is. */
export interface Opened {
  readonly peer: Peer
  readonly cache: OpenPeer
}

/** Opens each peer that can with the first of these levels that it has. They are closed with the scope. */
export const openPeers = async (
  scope: AsyncDisposableStack,
  levels: readonly Levels[],
  options: Omit<PeerOptions, 'levels'>,
): Promise<Opened[]> => {
  const opened: Opened[] = []
  for (const peer of peers) {
    const chosen = levels.find((each) => peer.levels.includes(each))
    if (chosen === undefined || (options.tags && !peer.tags)) continue
    const prefix = `${options.prefix}${peer.name.replaceAll(/\W/g, '')}:`
    opened.push({ peer, cache: scope.use(await peer.open({ ...options, levels: chosen, prefix })) })
  }
  return opened
}
