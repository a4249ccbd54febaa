import { type Answers, answersOf, type PicksPlan, partOf } from '@fyntrix/analysis'

/** Where the agents are asked about the members of a run: in this process, or wherever else. */
export interface SymbolWork {
  /**
   * Every agent's answers about each fresh member of a plan, in their order, the same to the bit wherever they are given. `signal` ends the waiting, with
   * its reason. Throws `unavailable` when nobody can give them in time.
   */
  answersOf(plan: PicksPlan, signal?: AbortSignal): Promise<readonly Answers[]>
}

/** Asks in this process. */
export const inProcess: SymbolWork = {
  answersOf: (plan) => Promise.resolve(answersAbout(plan)),
}

/** The answers about members of a plan, by default all fresh ones, given here and now. */
export const answersAbout = (
  { input, fresh, market }: PicksPlan,
  symbols: readonly string[] = fresh.map(({ symbol }) => symbol),
): readonly Answers[] => answersOf(partOf(input, symbols), market)
