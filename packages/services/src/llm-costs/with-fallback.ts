import { DomainError } from '@fyntrix/domain/shared'
import type { Log } from '../shared/index.ts'
import { type Setback, setbackOf } from './setback.ts'

/** A model that can be asked. */
export interface Rung<T> {
  readonly model: string
  readonly ask: (signal: AbortSignal | undefined) => Promise<T>
}

/** What came of asking a model. */
export interface Step {
  readonly model: string
  readonly outcome: 'answered' | Setback
  /** Null for an answer. */
  readonly reason: string | null
}

/** An answer, or that there is none and why; in either case the steps that led there. */
export type Laddered<T> =
  | { readonly status: 'answered'; readonly model: string; readonly value: T; readonly steps: readonly Step[] }
  | { readonly status: 'skipped'; readonly reason: string; readonly steps: readonly Step[] }

export interface FallbackOptions {
  /** Whether the answer may be done without: then the outcome is `skipped` where it would throw. */
  readonly optional: boolean
  readonly log: Log
  readonly signal?: AbortSignal | undefined
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))

/**
 * Asks the models of a ladder in its order, best first and cheapest last, until one answers: the next one when a provider is out, and when a budget refuses. Each
 * step is logged and returned with its reason. When no model is left it throws `refused` if a budget refused any of them, else `unavailable`. Any other
 * error, and whatever is thrown after `signal` was aborted, is thrown as it is: another model would not mend it.
 */
export const withFallback = async <T>(
  ladder: readonly Rung<T>[],
  { optional, log, signal }: FallbackOptions,
): Promise<Laddered<T>> => {
  const steps: Step[] = []
  let last: unknown
  for (const { model, ask } of ladder) {
    signal?.throwIfAborted()
    try {
      const value = await ask(signal)
      return { status: 'answered', model, value, steps: [...steps, { model, outcome: 'answered', reason: null }] }
    } catch (cause) {
      const outcome = signal?.aborted ? null : setbackOf(cause)
      if (outcome === null) throw cause
      last = cause
      const step = { model, outcome, reason: messageOf(cause) }
      steps.push(step)
      log.warn(step, 'an LLM call fell through to the next model')
    }
  }
  const refused = steps.some(({ outcome }) => outcome === 'refused')
  const reason =
    steps.length === 0 ? 'there is no model' : steps.map((step) => `${step.model}: ${step.reason}`).join('; ')
  if (!optional) throw new DomainError(refused ? 'refused' : 'unavailable', reason, { cause: last })
  log.warn({ steps }, 'an optional LLM call was skipped')
  return { status: 'skipped', reason, steps }
}
