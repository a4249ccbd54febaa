import type { Problem } from '../inspection.ts'

/** A variable that is added under a name of Fyntrix's own. What is there stays as it is: the legacy system goes on reading it. */
export interface Change {
  readonly variable: string
  /** The legacy variables that its value is made of. */
  readonly from: string
  /** Its value, with what may be secret hidden. */
  readonly to: string
  readonly why: string
}

/** A variable and what becomes of it. */
export interface Fate {
  readonly variable: string
  readonly why: string
}

export type SettingsKind = 'dotenv' | 'json' | 'python' | 'requirements'

/** What is to be done with one file. No value in it is shown unless it is known to be harmless. */
export interface FilePlan {
  /** Relative to the installation. */
  readonly path: string
  readonly kind: SettingsKind
  /** `change` is written; `unchanged` needs nothing; `refused` is not written until its problems are gone; `report` is never written. */
  readonly outcome: 'change' | 'unchanged' | 'refused' | 'report'
  readonly changes: readonly Change[]
  /** Variables that Fyntrix reads as they are. */
  readonly read: readonly string[]
  /** Variables of the legacy system that Fyntrix does not read. They are kept. */
  readonly unused: readonly Fate[]
  /** Variables that neither is known to read. They are kept. */
  readonly unknown: readonly string[]
  /** What stands in the way of writing. */
  readonly problems: readonly string[]
  /** What somebody should know, or has to do by hand. */
  readonly notes: readonly string[]
  /** Unified; empty where nothing changes. */
  readonly diff: string
}

/** What moving the configuration would do. Nothing has been written. */
export interface ConfigurationPlan {
  /** Absolute, with links resolved. */
  readonly root: string
  readonly files: readonly FilePlan[]
  /** What stands in the way and belongs to no file that can be read: links, what cannot be opened, addresses that are nowhere. */
  readonly problems: readonly Problem[]
  readonly notes: readonly Problem[]
}

/** A file's plan together with what would be written. Holds secrets: never shown. */
export interface Draft {
  readonly plan: FilePlan
  readonly before: Buffer
  /** Null where nothing is to be written. */
  readonly after: Buffer | null
  /** Parses bytes as those that will read the file do. Throws `refused` when they are not what was planned. */
  readonly check: (written: Buffer) => void
}
