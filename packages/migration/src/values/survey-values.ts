import type { Judged } from './judge.ts'
import {
  LeftCounter,
  type LeftValues,
  type Named,
  type Quarantined,
  type QuarantinedFacts,
  quarantinedOf,
} from './report.ts'
import { judgeAll, type ReadingOptions, type ValueSources } from './sources.ts'

/** Told of each value that cannot be moved, with its bytes, before the next one is read: they are not kept. */
export type OnQuarantined = (value: Quarantined) => Promise<void> | void

/** What there is, without anything having been written, run or removed. */
export interface ValueSurvey {
  readonly read: number
  /** Values that can be moved. */
  readonly movable: { readonly unified: number; readonly general: number; readonly levels: number }
  readonly expired: readonly Named[]
  readonly left: readonly LeftValues[]
  /** Values that are moved as they are, and what is odd about them. */
  readonly notes: readonly Named[]
  readonly quarantined: readonly QuarantinedFacts[]
}

/** Collects what is not moved, whoever asks. */
export class Aside {
  readonly expired: Named[] = []
  readonly notes: Named[] = []
  readonly quarantined: QuarantinedFacts[] = []
  readonly #left = new LeftCounter()
  readonly #onQuarantined: OnQuarantined

  constructor(onQuarantined: OnQuarantined = () => undefined) {
    this.#onQuarantined = onQuarantined
  }

  get left(): readonly LeftValues[] {
    return this.#left.all()
  }

  note({ raw: { place }, notes }: Judged): void {
    for (const reason of notes) this.notes.push({ place, reason })
  }

  async quarantine(raw: Judged['raw'], reason: string): Promise<void> {
    const { bytes, ...facts } = quarantinedOf(raw, reason)
    await this.#onQuarantined({ ...facts, bytes })
    this.quarantined.push(facts)
  }

  /** Takes a value that is not to be moved; false for one that is. */
  async takes({ raw, decision }: Judged): Promise<boolean> {
    const { place } = raw
    if (decision.kind === 'left') this.#left.add({ place, reason: decision.reason })
    else if (decision.kind === 'expired') this.expired.push({ place, reason: decision.reason })
    else if (decision.kind === 'quarantined') await this.quarantine(raw, decision.reason)
    else return false
    return true
  }
}

/** Looks at legacy values and says what would become of each. Writes nothing, not even here. Throws as `importValues`, but knows no Redis of ours. */
export const surveyValues = async (sources: ValueSources, options: ReadingOptions): Promise<ValueSurvey> => {
  const movable = { unified: 0, general: 0, levels: 0 }
  const aside = new Aside()
  let read = 0
  for await (const judged of judgeAll(sources, options)) {
    read += 1
    aside.note(judged)
    const { kind } = judged.decision
    if (!(await aside.takes(judged)) && (kind === 'unified' || kind === 'general' || kind === 'levels'))
      movable[kind] += 1
  }
  const { expired, left, notes, quarantined } = aside
  return { read, movable, expired, left, notes, quarantined }
}
