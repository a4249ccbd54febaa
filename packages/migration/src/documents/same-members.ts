import type { FoundItem, ReadItem } from './read-item.ts'

/** The members of a list of names, whatever their order; null of anything else, and of none. */
const membersOf = (text: string): string | null => {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return null
  }
  if (!Array.isArray(value) || value.length === 0 || !value.every((each) => typeof each === 'string')) return null
  return JSON.stringify([...new Set(value)].toSorted())
}

/** Marks each list as `same-as:` the first one that has the same members. */
export const markSame = (found: readonly FoundItem[], read: readonly ReadItem[]): readonly ReadItem[] => {
  const first = new Map<string, string>()
  return read.map((each, i) => {
    const member = found[i]?.member
    const members = member === undefined ? null : membersOf(member.value)
    if (member === undefined || members === null || !('document' in each)) return each
    const other = first.get(members)
    if (other === undefined) {
      first.set(members, member.name)
      return each
    }
    const code = `same-as:${other.replaceAll(/\s/g, '_')}`
    const { document } = each
    return { document: { ...document, suspect: document.suspect === null ? code : `${document.suspect} ${code}` } }
  })
}
