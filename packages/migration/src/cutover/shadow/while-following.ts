import { claimHome } from '../../installation/claim.ts'
import { filesOf } from '../../plan.ts'
import type { Target } from '../../target.ts'
import { keepFollowing } from '../follow.ts'
import { createFollower } from '../follower.ts'
import { refuseSwitched } from '../phase.ts'
import { type ShadowOptions, type ShadowReport, shadowReads } from './shadow.ts'

export interface ShadowWhileFollowingOptions extends Omit<ShadowOptions, 'follower'> {
  /** Whether to follow at all. */
  readonly follow: boolean
}

/** Shadow reads with a follower at work beside them, where that is wanted. Throws like both; the follower ends with the reads. */
export const shadowWhileFollowing = async (
  target: Target,
  folder: string,
  { follow, ...options }: ShadowWhileFollowingOptions,
): Promise<ShadowReport> => {
  if (!follow) return shadowReads(target, folder, options)
  const { root } = filesOf(folder)
  await refuseSwitched(target.cutovers, root)
  // before the first question: the follower would say so with the last
  await claimHome(target, root)
  const stopping = new AbortController()
  const signal = options.signal ? AbortSignal.any([options.signal, stopping.signal]) : stopping.signal
  const follower = createFollower(target, root, { signal: options.signal })
  const following = keepFollowing(target, follower, root, { signal })
  // told when it is awaited
  following.catch(() => undefined)
  try {
    return await shadowReads(target, root, { ...options, follower })
  } finally {
    stopping.abort()
    await following
  }
}
