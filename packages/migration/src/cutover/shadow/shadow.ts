import { setImmediate as turn } from 'node:timers/promises'
import { DomainError } from '@fyntrix/domain/shared'
import { makePlan, type Plan } from '../../plan.ts'
import type { Target } from '../../target.ts'
import type { Follower, Wait } from '../follower.ts'
import { realWait } from '../follower.ts'
import { askHere } from './ask-here.ts'
import { askLegacy } from './ask-legacy.ts'
import { compareAnswers } from './compare-answers.ts'
import { createQuestionSource, type QuestionSource } from './draw-questions.ts'
import { type Cause, compareExactly, type Memo, type Sides } from './explain.ts'
import { type LegacyStores, openLegacyStores, pathsOf } from './legacy-stores.ts'
import { type AnswerDifference, type Question, type QuestionKind, tableOf } from './question.ts'

export interface ShadowOptions {
  /** Questions to ask. */
  readonly reads: number
  /** Draws the same questions again. */
  readonly seed: number
  /** Follows the installation meanwhile, so that what it wrote or changed just now is told from what was lost. */
  readonly follower?: Follower | undefined
  readonly signal?: AbortSignal | undefined
  readonly wait?: Wait | undefined
  readonly onProgress?: ((progress: ShadowProgress) => void) | undefined
}

/** How far shadow reads are. */
export interface ShadowProgress {
  /** Questions that were asked. */
  readonly asked: number
  /** Those whose answers differed at first. */
  readonly different: number
  /** Those of them whose cause is still looked for. */
  readonly open: number
}

/** A question whose answers differ without a known cause. */
export interface UnexplainedRead {
  readonly question: Question
  readonly difference: AnswerDifference
}

/** What shadow reads found. */
export interface ShadowReport {
  readonly root: string
  readonly reads: number
  readonly seed: number
  readonly kinds: readonly { readonly kind: QuestionKind; readonly reads: number; readonly different: number }[]
  /** Differences with a cause that was checked, by their causes. */
  readonly explained: readonly { readonly cause: string; readonly reads: number }[]
  /** Differences without one. The first are listed. */
  readonly unexplained: number
  readonly listed: readonly UnexplainedRead[]
  /** Questions that could not be asked: their table is missing or empty, or stands in two databases. */
  readonly notAsked: readonly QuestionKind[]
  readonly elapsedMs: number
}

const perBatch = 200
const perTurn = 10
const mostListed = 100
const mostPending = 400
const perExplanation = 40
/** What changes while it is looked at is looked at so often. */
const attempts = 10
const locked = { tries: 60, waitMs: 500 }
const allKinds: readonly QuestionKind[] = ['run', 'latest run', 'runs', 'dataset', 'usage', 'levels']

interface Pending {
  readonly question: Question
  readonly difference: AnswerDifference
}

const isLocked = (error: unknown): boolean => error instanceof DomainError && error.code === 'unavailable'

/** Kinds of questions that an installation can be asked. */
const askableIn = (plan: Plan): readonly QuestionKind[] =>
  allKinds.filter((kind) => {
    const holders = plan.tables.filter(({ table, rows }) => table === tableOf[kind] && rows > 0)
    return holders.length === 1 || (holders.length > 1 && kind !== 'usage')
  })

/**
 * Asks questions of the legacy databases, as the Python stores did, and the same ones here, and compares the answers by the stated rules. A difference is explained by a cause that was checked, or it is not. Only
 * reads, but for what the follower writes. Throws `invalid-input` when the folder is none, `unavailable` when a database stays locked, and the signal's reason.
 */
export const shadowReads = async (
  target: Target,
  folder: string,
  { reads, seed, follower, signal, wait = realWait, onProgress }: ShadowOptions,
): Promise<ShadowReport> => {
  const began = performance.now()
  const plan = makePlan(folder)
  const { root } = plan
  const paths = pathsOf(plan)
  const askable = askableIn(plan)
  const source: QuestionSource = createQuestionSource(seed, askable)
  const sides: Sides = { root, imported: target.imported, reads: target.importedReads }
  const asked = new Map<QuestionKind, { reads: number; different: number }>()
  const explained = new Map<string, number>()
  const unexplained: Pending[] = []
  let pending: Pending[] = []
  const stubborn: Pending[] = []
  let [done, different, caused] = [0, 0, 0]
  const tell = () => onProgress?.({ asked: done, different, open: different - caused })

  /** With the databases opened; while somebody keeps one to himself, again and again. */
  const withStores = async <T>(work: (stores: LegacyStores) => Promise<T>): Promise<T> => {
    for (let tries = 1; ; tries += 1) {
      signal?.throwIfAborted()
      try {
        using stores = openLegacyStores(root, paths)
        return await work(stores)
      } catch (error) {
        if (!isLocked(error) || tries >= locked.tries) throw error
        await wait(locked.waitMs, signal)
      }
    }
  }

  const drawn = (stores: LegacyStores, n: number): Question[] => {
    const questions: Question[] = []
    for (let tries = 0; questions.length < n && tries < n * 10; tries += 1) {
      const question = source.draw(stores)
      if (question !== null) questions.push(question)
    }
    return questions
  }

  const answeredThere = async (stores: LegacyStores, questions: readonly Question[]) => {
    const answers: ReturnType<typeof askLegacy>[] = []
    for (const [i, question] of questions.entries()) {
      const store = stores.store(tableOf[question.kind])
      answers.push(store === undefined ? [] : askLegacy(store.database, store, question))
      // lets the answers from here come in
      if (i % perTurn === 0) await turn()
    }
    return answers
  }

  const batch = (n: number) =>
    withStores(async (stores) => {
      const questions = drawn(stores, n)
      const asking = Promise.all(questions.map((question) => askHere(target.importedReads, question)))
      const [here, there] = await Promise.all([asking, answeredThere(stores, questions)])
      return questions.map((question, i) => ({ question, difference: compareAnswers(there[i] ?? [], here[i] ?? []) }))
    })

  const noteExplained = (found: readonly Cause[]) => {
    caused += 1
    const cause = found.length === 0 ? 'changed after the position of the follower' : found.toSorted().join(', ')
    explained.set(cause, (explained.get(cause) ?? 0) + 1)
  }

  /** Asks again, exactly; those that differ even so. */
  const askAgain = (questions: readonly Pending[]): Promise<Pending[]> => {
    const asking = async () => {
      const left: Pending[] = []
      const memo: Memo = new Map()
      for (let from = 0; from < questions.length; from += perExplanation) {
        const some = questions.slice(from, from + perExplanation)
        const exact = await withStores((stores) =>
          Promise.all(some.map(({ question }) => compareExactly(sides, stores, question, memo))),
        )
        for (const [i, { question, difference }] of some.entries()) {
          const found = exact[i]
          if (found?.difference === null) noteExplained(found.causes)
          else left.push({ question, difference: found?.difference ?? difference })
        }
        tell()
      }
      return left
    }
    return follower === undefined ? asking() : follower.still(asking)
  }

  /** Asks what differed again: most of it the follower has seen by now. */
  const explain = async () => {
    stubborn.push(...(await askAgain(pending)))
    pending = []
  }

  /** Asks what differs even so right after the follower has compared its whole table, again and again while somebody writes. */
  const explainRest = async () => {
    for (const [table, questions] of Map.groupBy(stubborn, ({ question }) => tableOf[question.kind])) {
      let left: readonly Pending[] = questions
      for (let attempt = 0; left.length > 0 && attempt < (follower ? attempts : 1); attempt += 1) {
        await follower?.round({ whole: true, table })
        left = await askAgain(left)
      }
      unexplained.push(...left)
    }
  }

  while (done < reads && askable.length > 0) {
    const answers = await batch(Math.min(perBatch, reads - done))
    if (answers.length === 0) break
    for (const { question, difference } of answers) {
      const counts = asked.get(question.kind) ?? { reads: 0, different: 0 }
      asked.set(question.kind, counts)
      counts.reads += 1
      if (difference === null) continue
      counts.different += 1
      different += 1
      pending.push({ question, difference })
    }
    done += answers.length
    if (pending.length >= mostPending) await explain()
    tell()
  }
  await explain()
  await explainRest()
  return {
    root,
    reads: done,
    seed,
    kinds: [...asked].map(([kind, counts]) => ({ kind, ...counts })),
    explained: [...explained].map(([cause, n]) => ({ cause, reads: n })).toSorted((a, b) => b.reads - a.reads),
    unexplained: unexplained.length,
    listed: unexplained.slice(0, mostListed),
    notAsked: allKinds.filter((kind) => !askable.includes(kind)),
    elapsedMs: performance.now() - began,
  }
}
