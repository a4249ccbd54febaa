import { type ClaimedMessage, type OutboxStats, outboxChannel } from '@fyntrix/db/outbox'
import type { Database, Repositories } from '@fyntrix/db/shared'
import type { MessageOf, OutboxMessage, OutboxTopic } from '@fyntrix/domain/outbox'
import { DomainError, type Id } from '@fyntrix/domain/shared'
import type { Log } from '../shared/index.ts'

/** What follows from a message of each topic. It may be repeated: it must have the effect once however often it runs. Throws when it could not be done. */
export type Effects = {
  readonly [Topic in OutboxTopic]: (tx: Repositories, message: MessageOf<Topic>) => Promise<void>
}

export interface RelayOptions {
  readonly db: Database
  readonly effects: Effects
  readonly log: Log
}

/** Brings committed facts to Redis, files and subscribers: in order per aggregate, at least once. Several relays may run at once. */
export interface Relay {
  /** Publishes everything that is due and answers how many messages that were. Throws when PostgreSQL is away. */
  drain(): Promise<number>
  /** Publishes as messages arrive, until the signal is aborted; resolves when the last one is done. */
  run(signal: AbortSignal): Promise<void>
  /** How far publication is behind. Throws when PostgreSQL is away. */
  stats(): Promise<OutboxStats>
}

const batch = 20
const pollEvery = 1_000
const attemptsUntilParked = 12
const longestPause = 30_000

/** A message that fails is tried again after 100 ms, then twice as long each time; what never works is parked, where health shows it. */
const pauseAfter = (attempts: number): number => Math.min(100 * 2 ** attempts, longestPause)

/** Redis or PostgreSQL being away is no fault of the message: it waits as long as it takes. */
const isOutage = (error: unknown): boolean => error instanceof DomainError && error.code === 'unavailable'

// a branch a topic: only then is it known that message and effect are of the same one
const perform = (effects: Effects, tx: Repositories, message: OutboxMessage): Promise<void> => {
  if (message.topic === 'top-picks.run-recorded') return effects[message.topic](tx, message)
  if (message.topic === 'dashboard.recorded') return effects[message.topic](tx, message)
  if (message.topic === 'recommendations.closed') return effects[message.topic](tx, message)
  if (message.topic === 'portfolio.monitored') return effects[message.topic](tx, message)
  if (message.topic === 'preferences.changed') return effects[message.topic](tx, message)
  if (message.topic === 'jobs.changed') return effects[message.topic](tx, message)
  if (message.topic === 'llm-costs.settled') return effects[message.topic](tx, message)
  if (message.topic === 'positions.monitored') return effects[message.topic](tx, message)
  if (message.topic === 'scalping.monitored') return effects[message.topic](tx, message)
  return effects[message.topic](tx, message)
}

export const createRelay = ({ db, effects, log }: RelayOptions): Relay => {
  const fail = async (tx: Repositories, claimed: ClaimedMessage, cause: unknown): Promise<void> => {
    const attempts = claimed.attempts + 1
    const park = claimed.message === null || (attempts >= attemptsUntilParked && !isOutage(cause))
    const error = cause instanceof Error ? cause.message : String(cause)
    const facts = { outboxId: claimed.id, topic: claimed.topic, attempts, err: cause }
    if (park) log.error(facts, 'a message was parked')
    else log.warn(facts, 'a message will be tried again')
    await tx.outbox.recordFailure(claimed.id, { error, retryInMs: pauseAfter(attempts), park })
  }

  const attempt = async (tx: Repositories, claimed: ClaimedMessage): Promise<boolean> => {
    const { message } = claimed
    try {
      if (message === null) throw new DomainError('internal', 'this version cannot read the message')
      await tx.savepoint((inner) => perform(effects, inner, message))
      return true
    } catch (cause) {
      await fail(tx, claimed, cause)
      return false
    }
  }

  const publishBatch = (): Promise<{ claimed: number; published: number }> =>
    db.transaction(async (tx) => {
      const claimed = await tx.outbox.claim(batch)
      const done: Id[] = []
      for (const message of claimed) if (await attempt(tx, message)) done.push(message.id)
      if (done.length > 0) await tx.outbox.markPublished(done)
      return { claimed: claimed.length, published: done.length }
    })

  const drain = async (): Promise<number> => {
    let published = 0
    for (;;) {
      const round = await publishBatch()
      published += round.published
      if (round.claimed === 0) return published
    }
  }

  return {
    drain,
    stats: () => db.repositories().outbox.stats(),
    async run(signal) {
      let wake: () => void = () => undefined
      const listening = await db.listen(outboxChannel, () => wake())
      signal.addEventListener('abort', () => wake(), { once: true })
      while (!signal.aborted) {
        const next = new Promise<void>((resolve) => {
          wake = resolve
        })
        const timer = setTimeout(() => wake(), pollEvery)
        try {
          await drain()
        } catch (cause) {
          log.warn({ err: cause }, 'the outbox could not be read; trying again')
        }
        if (!signal.aborted) await next
        clearTimeout(timer)
      }
      await listening.close()
    },
  }
}
