import { setTimeout as delay } from 'node:timers/promises'
import type { OwnServices } from '../../shared/own-services.ts'
import type { Crew, CutPoint, Outcome } from './crew.ts'
import type { Allowance } from './verdicts.ts'

/** One fault, as calls meet it. */
export interface Fault extends Allowance {
  /** Makes the calls, at once, and lets them meet it; resolves when it is over and they have ended. */
  meet(copies: readonly number[]): Promise<readonly Outcome[]>
}

interface Setup {
  readonly own: OwnServices
  readonly crew: Crew
  readonly pauseMs: number
  /** A number from 0 to below `limit`. */
  readonly random: (limit: number) => number
}

type Server = OwnServices['postgres']

/** a call is that old when its server is taken away, at most */
const longestHeadStartMs = 40

/** Every fault. */
export const faultsOf = ({ own, crew, pauseMs, random }: Setup) => {
  const send = (copies: readonly number[]) => crew.send(copies)

  const amid = (server: Server) => async (copies: readonly number[]) => {
    const sending = send(copies)
    await delay(random(longestHeadStartMs))
    await server.crash()
    await server.start()
    return await sending
  }

  const without = (server: Server) => async (copies: readonly number[]) => {
    await server.crash()
    const outcomes = await send(copies)
    await server.start()
    return outcomes
  }

  const cutting = (point: CutPoint) => async (copies: readonly number[]) => {
    await crew.arm(point)
    const outcomes = await send(copies)
    if (!(await crew.wasCut())) throw new Error(`nothing was cut ${point}: ${JSON.stringify(outcomes)}`)
    return outcomes
  }

  const whilePaused = async <T>(work: () => Promise<T>): Promise<T> => {
    own.redis.pause()
    const over = delay(pauseMs).then(() => own.redis.resume())
    const [done] = await Promise.all([work(), over])
    return done
  }

  const none: Fault = { fault: 'none', mayFail: false, mayBeDone: true, meet: send }
  const restarts: readonly Fault[] = [
    { fault: 'PostgreSQL restarted', mayFail: true, mayBeDone: true, meet: amid(own.postgres) },
    { fault: 'Redis restarted', mayFail: false, mayBeDone: true, meet: amid(own.redis) },
    { fault: 'Redis away', mayFail: false, mayBeDone: true, meet: without(own.redis) },
  ]
  const cuts: readonly Fault[] = [
    { fault: 'cut before commit', mayFail: true, mayBeDone: false, meet: cutting('before-commit') },
    { fault: 'cut during commit', mayFail: true, mayBeDone: true, meet: cutting('during-commit') },
    { fault: 'cut after commit', mayFail: true, mayBeDone: true, meet: cutting('after-commit') },
  ]
  const away: Fault = { fault: 'PostgreSQL away', mayFail: true, mayBeDone: false, meet: without(own.postgres) }
  const paused: Fault = {
    fault: 'Redis paused',
    mayFail: false,
    mayBeDone: true,
    meet: (copies) => whilePaused(() => send(copies)),
  }
  return { none, restarts, cuts, away, paused, whilePaused }
}
