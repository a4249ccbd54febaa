import { DomainError } from '@fyntrix/domain/shared'
import type { LedgerDatabase } from '@fyntrix/services/jobs'

/** A process that is dead: nothing it still wants to do happens. */
export class Killed extends Error {
  override readonly name = 'Killed'
}

/** What may befall a process at each of its calls of the database, before it is sent or when its answer is lost. */
export interface Fate {
  /** True when it is dead. */
  dead(): boolean
  /** Throws `Killed` or, while PostgreSQL is away, `unavailable`. */
  step(): void
}

/** Does a call between two chances to fail. */
export const between = async <T>(fate: Fate, call: () => Promise<T>): Promise<T> => {
  fate.step()
  const answer = await call()
  fate.step()
  return answer
}

const mortal = <T extends object>(target: T, fate: Fate): T =>
  new Proxy(target, {
    get(_, name) {
      const value: unknown = Reflect.get(target, name)
      if (typeof value !== 'function') return value
      return (...given: readonly unknown[]) =>
        between(fate, async (): Promise<unknown> => Reflect.apply(value, target, given))
    },
  })

/** A database as a process sees it that may die, or lose an answer, at any of its calls: at those within a transaction, before and after its commit. */
export const mortalDatabase = (database: LedgerDatabase, fate: Fate): LedgerDatabase => ({
  listen: (...given) => between(fate, () => database.listen(...given)),
  repositories() {
    const repositories = database.repositories()
    return { ...repositories, ledger: mortal(repositories.ledger, fate) }
  },
  transaction: (work) =>
    between(fate, () => database.transaction((tx) => work({ ...tx, ledger: mortal(tx.ledger, fate) }))),
})

export const away = (): DomainError => new DomainError('unavailable', 'PostgreSQL is away, says the simulation')
