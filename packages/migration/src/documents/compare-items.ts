import { type HashedItem, hashItems, type ImportedDocumentsRepository, type ItemsBeyond } from '@fyntrix/db/imported'
import { type ItemStretch, wholeFile } from './item-stretches.ts'

/** An item that is not kept as the file has it. */
export interface ItemDifference {
  readonly item: number
  /** `missing`: not kept here. `changed`: kept otherwise, in quarantine included. `vanished`: nothing stands there in the file any more. `healed`: kept as a file that could not be read, and can be by now. */
  readonly kind: 'missing' | 'changed' | 'vanished' | 'healed'
}

/** What was found of a stretch. */
export interface ComparedItems {
  /** Items that are equal on both sides, those in quarantine included. */
  readonly proved: number
  readonly differences: readonly ItemDifference[]
  /** The last number of the stretch, and what is kept above it where it is the last stretch. */
  readonly last: number
  readonly beyond: ItemsBeyond
  /** SHA-256 of what is kept here. */
  readonly hash: string
}

const missing = (item: number): ItemDifference => ({ item, kind: 'missing' })

/** How items differ, by number. */
const differencesOf = (there: readonly HashedItem[], here: readonly HashedItem[]): ItemDifference[] => {
  const left = new Map(here.map((each) => [each.item, each]))
  const found = there.flatMap(({ item, hash, aside }): ItemDifference[] => {
    const kept = left.get(item)
    left.delete(item)
    if (kept === undefined) return [missing(item)]
    return kept.hash === hash && kept.aside === aside ? [] : [{ item, kind: 'changed' }]
  })
  const gone = [...left.keys()].map(
    (item): ItemDifference => ({ item, kind: item === wholeFile ? 'healed' : 'vanished' }),
  )
  return [...found, ...gone].toSorted((a, b) => a.item - b.item)
}

const lastOf = ({ upTo, after, documents, rejects }: ItemStretch): number =>
  upTo ?? Math.max(wholeFile, after, documents.at(-1)?.item ?? after, Number(rejects.at(-1)?.row ?? after))

const nothing: ItemsBeyond = { items: 0, first: [] }

/** Compares the items of a stretch with what is kept of it: by the SHA-256 that either store has, and where these differ item by item. */
export const compareItems = async (
  repository: ImportedDocumentsRepository,
  path: string,
  stretch: ItemStretch,
): Promise<ComparedItems> => {
  const { documents, rejects, after, upTo } = stretch
  const last = lastOf(stretch)
  const span = { after, upTo: last }
  const there = hashItems(documents, rejects)
  const items = documents.length + rejects.length
  const { hash, items: kept } = await repository.hash(path, span)
  const beyond = upTo === null ? await repository.beyond(path, last) : nothing
  if (hash === there.hash) return { proved: items, differences: [], last, beyond, hash }
  const differences =
    kept === 0
      ? [...documents.map(({ item }) => item), ...rejects.map(({ row }) => Number(row))].map(missing)
      : differencesOf(there.each(), await repository.kept(path, span))
  const wrong = differences.filter(({ kind }) => kind === 'missing' || kind === 'changed').length
  return { proved: items - wrong, differences, last, beyond, hash }
}
