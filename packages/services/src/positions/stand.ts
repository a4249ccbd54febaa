import type { FollowedPick } from '@fyntrix/domain/positions'

type Signalled = Pick<FollowedPick, 'universe' | 'mode' | 'symbol' | 'direction' | 'signalAt'>

/** A pick that was followed. `endsAt` (epoch milliseconds): when its position ended, or will have at the latest. */
export interface Ending {
  readonly endsAt: number
}

/**
 * The picks that are positions, followed. Of one symbol and direction of a universe and mode the earliest pick stands, and one that is signalled before that
 * has ended is no other position. `picks` come in order of signal; those that are no positions are not followed.
 */
export const standingAmong = <P extends Signalled, F extends Ending>(
  picks: readonly P[],
  follow: (pick: P) => F,
): F[] => {
  const taken = new Map<string, number>()
  return picks.flatMap((pick) => {
    const key = `${pick.universe} ${pick.mode} ${pick.direction} ${pick.symbol}`
    if (Date.parse(pick.signalAt) < (taken.get(key) ?? Number.NEGATIVE_INFINITY)) return []
    const followed = follow(pick)
    taken.set(key, followed.endsAt)
    return [followed]
  })
}
