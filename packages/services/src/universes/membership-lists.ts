import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { DomainError } from '@fyntrix/domain/shared'
import { listsIn, type Membership, MembershipFile, memberships, mergedLists } from '@fyntrix/domain/universes'
import type { Log } from '../shared/index.ts'

/** Folder of a home that holds the lists added to the built-in ones. */
export const universesFolder = 'universes'

/** What is found, or `without` where there is nothing of that name. */
const orElse = <T>(find: () => T, without: T): T => {
  try {
    return find()
  } catch (cause) {
    // a home without additions has no such folder
    if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') return without
    throw cause
  }
}

const readMembershipFile = (path: string): Membership[] => {
  try {
    return listsIn(MembershipFile.parse(JSON.parse(readFileSync(path, 'utf8'))))
  } catch (cause) {
    throw new DomainError('invalid-input', `${path} is not a list of members: correct or remove it`, { cause })
  }
}

/** The built-in lists with those that were added to a home. Throws `invalid-input` for a damaged one, `conflict` for two that contradict each other. */
export const loadMemberships = (home: string): Membership[] => {
  const folder = join(home, universesFolder)
  const names = orElse(() => readdirSync(folder), []).filter((name) => name.endsWith('.json') && !name.startsWith('.'))
  return mergedLists(memberships, ...names.sort().map((name) => readMembershipFile(join(folder, name))))
}

/** The lists of a home, as they are now. */
export interface MembershipLists {
  /** Read again when the folder has changed. What cannot be read is logged, and the lists of before stand; throws as `loadMemberships` when there are none yet. */
  current(): readonly Membership[]
  /** Reads them in any case. Throws as `loadMemberships`; then the lists of before stand. */
  reread(): readonly Membership[]
}

export const createMembershipLists = ({ home, log }: { readonly home: string; readonly log: Log }): MembershipLists => {
  const folder = join(home, universesFolder)
  /** changes whenever a file is added, renamed or removed */
  const markOf = (): string => orElse(() => String(statSync(folder, { bigint: true }).mtimeNs), 'none')
  let held: { readonly lists: readonly Membership[]; mark: string } | undefined

  const reread = (): readonly Membership[] => {
    const mark = markOf()
    held = { lists: loadMemberships(home), mark }
    return held.lists
  }
  return {
    reread,
    current() {
      const mark = markOf()
      if (held === undefined) return reread()
      if (held.mark === mark) return held.lists
      try {
        return reread()
      } catch (cause) {
        log.error({ err: cause }, 'lists of members cannot be read: those of before stand')
        // not again for every reader: when the folder changes once more
        held.mark = mark
        return held.lists
      }
    },
  }
}
