import type { Problem } from '../inspection.ts'
import { filesOf } from '../plan.ts'
import type { Target } from '../target.ts'
import {
  createFollower,
  type DeletedRows,
  type Follower,
  type FollowerOptions,
  type FollowRound,
  realWait,
  type Wait,
} from './follower.ts'
import { refuseSwitched } from './phase.ts'

export interface FollowOptions extends FollowerOptions {
  /** Milliseconds between two looks; 1,000 by default. */
  readonly everyMs?: number | undefined
  /** Every so many looks one is whole; 60 by default. */
  readonly wholeEvery?: number | undefined
  /** How to wait; with the clock where nothing is said. */
  readonly wait?: Wait | undefined
  /** Told of each look. */
  readonly onProgress?: ((round: FollowRound) => void) | undefined
}

/** What following brought, over all looks. */
export interface Followed {
  readonly root: string
  readonly rounds: number
  readonly added: number
  readonly replaced: number
  readonly files: number
  readonly deleted: readonly DeletedRows[]
  /** Of the last look. */
  readonly waiting: FollowRound['waiting']
  /** Of the last look at everything, and of those after it. */
  readonly problems: FollowRound['problems']
  /** Whether it ended because the installation was switched over. */
  readonly switched: boolean
}

/** To be stopped is how it ends; whatever else fails at that moment is told. */
const isStop = (error: unknown, signal: AbortSignal | undefined): boolean =>
  signal?.aborted === true && (error === signal.reason || (error instanceof Error && error.name === 'AbortError'))

/** Problems, and later ones: of a place that has some of both, the later ones. */
const withLater = (before: readonly Problem[], later: readonly Problem[]): readonly Problem[] => [
  ...before.filter(({ place }) => later.every((one) => one.place !== place)),
  ...later,
]

/** Looks with a follower until the signal, or until the installation was switched over. Throws what a look throws but the signal's reason. */
export const keepFollowing = async (
  target: Target,
  follower: Follower,
  root: string,
  { signal, everyMs = 1_000, wholeEvery = 60, wait = realWait, onProgress }: FollowOptions,
): Promise<Followed> => {
  let [rounds, added, replaced, files] = [0, 0, 0, 0]
  let last: FollowRound | undefined
  let problems: FollowRound['problems'] = []
  let switched = false
  try {
    for (;;) {
      signal?.throwIfAborted()
      switched = (await target.cutovers.latest(root))?.phase === 'switched'
      if (switched) break
      last = await follower.round({ whole: rounds % wholeEvery === 0 })
      rounds += 1
      added += last.added
      replaced += last.replaced
      files += last.files
      problems = last.whole ? last.problems : withLater(problems, last.problems)
      onProgress?.(last)
      await wait(everyMs, signal)
    }
  } catch (error) {
    if (!isStop(error, signal)) throw error
  }
  return {
    root,
    rounds,
    added,
    replaced,
    files,
    deleted: follower.deleted(),
    waiting: last?.waiting ?? [],
    problems,
    switched,
  }
}

/**
 * Follows an installation while it is written to, until the signal: new rows by their numbers, changed ones by comparing (the newest with each look, all others in turn), files by size and time.
 * Rows that are deleted there are told, and stay. What is locked is waited for. It may be killed at any point and called again. Throws `conflict` when the installation was switched over or the home holds another, and
 * `invalid-input` when the folder is none.
 */
export const follow = async (target: Target, folder: string, options: FollowOptions = {}): Promise<Followed> => {
  const { root } = filesOf(folder)
  await refuseSwitched(target.cutovers, root)
  return keepFollowing(target, createFollower(target, root, options), root, options)
}
