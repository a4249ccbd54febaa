import { createHash } from 'node:crypto'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Calendar } from '@fyntrix/calendar'
import { DomainError } from '@fyntrix/domain/shared'
import { type Membership, MembershipFile, newLists } from '@fyntrix/domain/universes'
import { z } from 'zod'
import { writeFileAtomically } from '../shared/write-file.ts'
import { loadMemberships, universesFolder } from './membership-lists.ts'

/** The file that a text holds. Throws `invalid-input` that names what is wrong, line by line. */
const parsed = (text: string): MembershipFile => {
  try {
    return MembershipFile.parse(JSON.parse(text))
  } catch (cause) {
    const said = cause instanceof z.ZodError ? z.prettifyError(cause) : 'it is not JSON'
    throw new DomainError('invalid-input', `this is not a list of members: ${said}`, { cause })
  }
}

/**
 * Adds the lists of a file to a home, whole or not at all; answers those that are new, none where all are there already. Throws `invalid-input` for what is no such file or
 * begins outside the calendar, `refused` for a list that is older than the newest of its universe, `conflict` for one that contradicts another.
 */
export const addMemberships = async (home: string, text: string, calendar: Calendar): Promise<Membership[]> => {
  const file = parsed(text)
  const added = newLists(loadMemberships(home), file)
  const { first, last } = calendar.range
  const outside = added.find(({ from }) => from < first || from > last)
  if (outside)
    throw new DomainError('invalid-input', `${outside.from} lies outside the calendar, which knows ${first} to ${last}`)
  if (added.length === 0) return []
  const content = `${JSON.stringify(file, null, 2)}\n`
  const digest = createHash('sha256').update(content).digest('hex').slice(0, 12)
  const path = join(home, universesFolder, `${added[0]?.from}_${digest}.json`)
  await writeFileAtomically(path, content)
  try {
    loadMemberships(home)
  } catch (cause) {
    // somebody else added another list meanwhile
    await rm(path, { force: true })
    throw cause
  }
  return added
}
