import { setTimeout as delay } from 'node:timers/promises'
import { DomainError } from '@fyntrix/domain/shared'
import type { RunPart } from './fan-out.part.ts'
import type { PartsQueue } from './fan-out.parts.ts'

/** Milliseconds that a run waits. */
export interface Patience {
  /** Until a worker has taken any part of it. */
  readonly begin: number
  /** Until something moves again once it has: longer than taking over the part of a worker that was killed. */
  readonly move: number
}

/** Milliseconds between two looks, at first and at most. */
const [soonest, latest] = [10, 200]

const away = (cause: unknown): DomainError =>
  new DomainError(
    'unavailable',
    'Redis does not answer, and workers are reached through it: try again, or have runs computed in the daemon (FYNTRIX_WORKERS=daemon)',
    { cause },
  )

const idle = (begun: boolean, ms: number): DomainError =>
  new DomainError(
    'unavailable',
    begun
      ? `no worker got on with the run for ${ms / 1_000} s: see what they log, and try again`
      : `no worker took a part of the run within ${ms / 1_000} s: start one with ./fyntrix worker, or have runs computed in the daemon (FYNTRIX_WORKERS=daemon)`,
  )

/**
 * Has parts answered by whoever works the queue; resolves with what was answered, by the parts' names. It asks how the parts stand instead of waiting to be
 * told, so that a connection that was lost, or a Redis that lost everything, costs time only: what is not there is put in again. Throws `unavailable` when
 * Redis or the workers keep it waiting for too long or a part failed for good, and the signal's reason.
 */
export const collect = async (
  queue: PartsQueue,
  parts: ReadonlyMap<string, RunPart>,
  { patience, signal }: { readonly patience: Patience; readonly signal: AbortSignal },
): Promise<ReadonlyMap<string, unknown>> => {
  const answers = new Map<string, unknown>()
  const turns = new Map<string, number>()
  const absent = new Set<string>()
  let begun = false
  let movedAt = performance.now()
  let pause = soonest
  let failure: unknown

  const moved = (): void => {
    begun = true
    movedAt = performance.now()
    pause = soonest
  }

  const look = async (id: string): Promise<void> => {
    const found = await queue.look(id)
    if (found.state === 'answered') {
      answers.set(id, found.answer)
      moved()
    }
    if (found.state === 'open' && found.turns > (turns.get(id) ?? 0)) {
      turns.set(id, found.turns)
      moved()
    }
    if (found.state === 'failed') {
      const cause = new Error(found.reason)
      throw new DomainError('unavailable', 'workers failed at a part of the run: see what they log', { cause })
    }
    if (found.state === 'absent') absent.add(id)
  }

  for (;;) {
    signal.throwIfAborted()
    try {
      absent.clear()
      await Promise.all([...parts.keys()].filter((id) => !answers.has(id)).map(look))
      if (absent.size > 0) await queue.add(new Map([...parts].filter(([id]) => absent.has(id))))
      failure = undefined
    } catch (cause) {
      if (cause instanceof DomainError) throw cause
      failure = cause
    }
    if (answers.size === parts.size) return answers
    const limit = begun ? patience.move : patience.begin
    if (performance.now() - movedAt > limit) throw failure === undefined ? idle(begun, limit) : away(failure)
    // an end that comes meanwhile is told at the top of the loop
    await delay(pause, undefined, { signal }).catch(() => undefined)
    pause = Math.min(latest, pause * 1.5)
  }
}
