import type { Retained, RetainRequest, RetentionAges, RetentionPlan } from '@fyntrix/domain/archive'
import { DomainError, type Now, toInstant } from '@fyntrix/domain/shared'

/** What a part of a step did: how many things, and how many files were written again for it. */
export interface PartDone {
  readonly done: number
  readonly mended?: number
}

/** One kind of thing that is not kept for ever. To be added to the steps of `createRetention`. */
export interface RetentionStep {
  /** A slug. */
  readonly name: string
  /** What stays for how long, for people. */
  readonly rule: string
  /** What is counted, in the plural. */
  readonly unit: string
  /** How many are due as of an instant. Changes nothing. */
  due(now: Date): Promise<number>
  /**
   * Does some of what is due, in one transaction of bounded size; zero when nothing is left. Repeating it, and doing it in several processes at once, does
   * nothing twice.
   */
  part(now: Date): Promise<PartDone>
}

/** Puts away what is not kept for ever, step by step. Whoever is ended amid it has done whole parts; calling again goes on. */
export interface Retention {
  /** What would be done as of an instant, by default now. Changes nothing. */
  plan(now?: Date): Promise<RetentionPlan>
  /** At most some parts of one step, as of an instant, by default now. Throws `not-found` for a step that there is not, and what the signal was aborted with. */
  retain(
    request: RetainRequest,
    at?: { readonly now?: Date; readonly signal?: AbortSignal | undefined },
  ): Promise<Retained>
  /**
   * All parts of every step. A step that fails does not keep the others from being done, unless something is `unavailable`; what went wrong is thrown
   * at the end.
   */
  retainAll(now: Date, signal?: AbortSignal): Promise<readonly Retained[]>
}

/** Parts of a step until it is finished or `most` are done, with a look at the signal before each. */
const parts = async (step: RetentionStep, now: Date, most: number, signal?: AbortSignal): Promise<Retained> => {
  let [done, mended] = [0, 0]
  for (let n = 0; n < most; n += 1) {
    signal?.throwIfAborted()
    const part = await step.part(now)
    if (part.done === 0) return { step: step.name, done, mended, finished: true }
    done += part.done
    mended += part.mended ?? 0
  }
  return { step: step.name, done, mended, finished: false }
}

const isUnavailable = (cause: unknown): boolean => cause instanceof DomainError && cause.code === 'unavailable'

/** Retention of the given steps, in their order. `ages` is what they go by, for people; `today` is asked where nobody says as of when. */
export const createRetention = ({
  steps,
  ages,
  today,
}: {
  readonly steps: readonly RetentionStep[]
  readonly ages: RetentionAges
  readonly today: Now
}): Retention => ({
  async plan(now = today()) {
    const planned = []
    for (const step of steps) {
      const { name, rule, unit } = step
      planned.push({ step: name, rule, unit, due: await step.due(now) })
    }
    return { asOf: toInstant(now), ages, steps: planned }
  },
  async retain(request, { now = today(), signal } = {}) {
    const step = steps.find(({ name }) => name === request.step)
    if (step) return parts(step, now, request.parts, signal)
    const names = steps.map(({ name }) => name).join(', ')
    throw new DomainError('not-found', `there is no step "${request.step}" of retention: choose from ${names}`)
  },
  async retainAll(now, signal) {
    const retained: Retained[] = []
    const failures: unknown[] = []
    for (const step of steps) {
      try {
        retained.push(await parts(step, now, Number.POSITIVE_INFINITY, signal))
      } catch (cause) {
        if (signal?.aborted || isUnavailable(cause)) throw cause
        failures.push(cause)
      }
    }
    if (failures.length > 1) throw new AggregateError(failures, failures.map(String).join('; '))
    if (failures.length === 1) throw failures[0]
    return retained
  },
})
