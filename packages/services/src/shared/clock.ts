import type { Now } from '@fyntrix/domain/shared'

/** The time of the market that a process works with. It is the wall clock, except in a replay, where it stands. */
export interface Clock {
  readonly now: Now
  /** True in a replay: time moves only when somebody moves it. */
  readonly standing: boolean
  /** Moves a standing clock forward; an earlier instant and a running clock are left alone. */
  advanceTo(instant: Date): void
}

/** A clock that runs with `wall`. */
export const runningClock = (wall: Now): Clock => ({ now: wall, standing: false, advanceTo: () => undefined })

/** A clock that stands at `start` until it is moved. */
export const standingClock = (start: Date): Clock => {
  let at = start.getTime()
  return {
    now: () => new Date(at),
    standing: true,
    advanceTo: (instant) => {
      at = Math.max(at, instant.getTime())
    },
  }
}
