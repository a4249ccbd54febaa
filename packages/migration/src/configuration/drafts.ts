import type { Mapping } from './map-variables.ts'
import type { Draft, FilePlan, SettingsKind } from './plan.ts'
import { printable, shownValue } from './redact.ts'

const nothing = { changes: [], read: [], unused: [], unknown: [], problems: [], notes: [], diff: '' } as const

const neverWritten = { after: null, check: () => undefined } as const

/** The draft of a file that cannot be read. */
export const refusedDraft = (path: string, kind: SettingsKind, before: Buffer, problem: string): Draft => ({
  plan: { ...nothing, path, kind, outcome: 'refused', problems: [problem] },
  before,
  ...neverWritten,
})

/** The draft of a file that is never written, only told about. */
export const reportDraft = (path: string, kind: SettingsKind, before: Buffer, told: Partial<FilePlan>): Draft => ({
  plan: { ...nothing, ...told, path, kind, outcome: 'report' },
  before,
  ...neverWritten,
})

interface Settled {
  readonly mapping: Mapping
  readonly after: string
  readonly diff: () => string
  readonly check: (written: Buffer) => void
}

/** The draft of a file that can be read: nothing of it is written while it has a problem. */
export const settledDraft = (
  path: string,
  kind: SettingsKind,
  before: Buffer,
  { mapping, after, diff, check }: Settled,
): Draft => {
  const { additions, read, unused, unknown, problems, notes } = mapping
  const outcome = problems.length > 0 ? 'refused' : additions.length > 0 ? 'change' : 'unchanged'
  const written = outcome === 'change'
  const plan: FilePlan = {
    path,
    kind,
    outcome,
    changes: written
      ? additions.map(({ variable, from, value, why }) => ({ variable, from, to: shownValue(variable, value), why }))
      : [],
    read,
    unused: unused.map(({ variable, why }) => ({ variable: printable(variable), why })),
    unknown: unknown.map(printable),
    problems,
    notes,
    diff: written ? diff() : '',
  }
  return written ? { plan, before, after: Buffer.from(after), check } : { plan, before, ...neverWritten }
}
