import type { ConnectionKind, Deed, FamilyKind, Outcome, ReadVia } from './history.ts'
import type { Step } from './plan.ts'
import type { SimulatedProcess } from './process.ts'
import type { Recorder } from './recorder.ts'
import type { ServerSide } from './server-side.ts'
import { type Answer, isTagged, type SubjectFamily, tagOf } from './subject.ts'

/** What steps are done with. */
export interface Deeds {
  readonly family: FamilyKind
  readonly keys: readonly string[]
  readonly server: ServerSide
  readonly recorder: Recorder
  /** A value that nobody wrote before. */
  readonly next: () => number
  readonly cut: (process: SimulatedProcess, connection: ConnectionKind) => void
  /** From now on the loaders of this process call `loading` and give no answer. */
  readonly dying: (process: SimulatedProcess, loading: () => void) => void
}

const nameOf = (error: unknown): string => (error instanceof Error ? error.name : String(error))

/** Does one step in a process and writes it down. A failure is written down, not thrown. */
export const stepIn = (deeds: Deeds, process: SimulatedProcess, step: Step): Promise<void> => {
  const { subject, name } = process
  const family = subject.family(deeds.family)
  const keyOf = (number: number): string => deeds.keys[number] ?? ''
  const act = (record: (outcome: Outcome) => Deed, work: () => Promise<void>, who = name) =>
    written(deeds.recorder, who, record, work)
  if (step.what === 'read') return read(deeds, process, keyOf(step.key), step.via)
  if (step.what === 'crash') return crash(deeds, process, keyOf(step.key))
  if (step.what === 'cut') {
    deeds.cut(process, step.connection)
    return Promise.resolve()
  }
  if (step.what === 'settle') {
    return act(
      (outcome) => ({ type: 'settle', ...outcome }),
      () => subject.settle(),
    )
  }
  if (step.what === 'flush') {
    return act(
      (outcome) => ({ type: 'flush', keys: deeds.keys, ...outcome }),
      () => deeds.server.flush(),
      'server',
    )
  }
  const key = keyOf(step.key)
  if (step.what === 'set') {
    const value = deeds.next()
    return act(
      (outcome) => ({ type: 'set', key, value, ...outcome }),
      () => family.set(key, value),
    )
  }
  if (step.what === 'delete') {
    return act(
      (outcome) => ({ type: 'delete', key, ...outcome }),
      () => family.delete(key),
    )
  }
  if (!isTagged(deeds.family)) return Promise.resolve()
  const keys = deeds.keys.filter((each) => tagOf(each) === tagOf(key))
  return act(
    (outcome) => ({ type: 'invalidate', keys, ...outcome }),
    () => subject.invalidate(tagOf(key)),
  )
}

const written = async (
  recorder: Recorder,
  process: string,
  record: (outcome: Outcome) => Deed,
  work: () => Promise<void>,
): Promise<void> => {
  const answered = recorder.begin(process, record({ ok: false }))
  try {
    await work()
    answered(record({ ok: true }))
  } catch (error) {
    answered(record({ ok: false, error: nameOf(error) }))
  }
}

const askedVia = async (family: SubjectFamily, via: ReadVia, key: string): Promise<Answer> =>
  via === 'peek' ? { value: family.peek(key) } : family[via](key)

const read = async (
  { family: kind, recorder }: Deeds,
  { name, subject }: SimulatedProcess,
  key: string,
  via: ReadVia,
): Promise<void> => {
  const family = subject.family(kind)
  const before = family.away
  const asked = { type: 'read', via, key, coherent: subject.coherent } as const
  const met = () => ({ ...asked, away: family.away > before })
  const answered = recorder.begin(name, { ...asked, away: false, value: undefined, ok: false })
  try {
    const answer = await askedVia(family, via, key)
    answered({ ...met(), ...answer, ok: true })
  } catch (error) {
    answered({ ...met(), value: undefined, ok: false, error: nameOf(error) })
  }
}

/** Dies while it loads the key, or, where the value is there, after it was read. */
const crash = async (deeds: Deeds, process: SimulatedProcess, key: string): Promise<void> => {
  const { promise: loading, resolve } = Promise.withResolvers<void>()
  deeds.dying(process, resolve)
  await Promise.race([loading, read(deeds, process, key, 'read')])
  deeds.recorder.note(process.name, { type: 'crash' })
  deeds.recorder.bury(process.name)
  process.die()
}
