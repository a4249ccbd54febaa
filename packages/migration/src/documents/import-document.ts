import type { DocumentChanges, DocumentCheckpoint, ImportedDocumentsRepository } from '@fyntrix/db/imported'
import { type ComparedItems, compareItems, type ItemDifference } from './compare-items.ts'
import { beginning, type ItemStretch, type Position, wholeFile } from './item-stretches.ts'
import { type LegacyDocument, stretchesOf, tailOf } from './legacy-document.ts'

export interface DocumentOptions {
  readonly signal?: AbortSignal | undefined
  /** Told of how many bytes of a file were read so far, and of how many. */
  readonly onProgress?: ((path: string, bytes: number, of: number) => void) | undefined
}

/** What became of the items of a file. */
export interface ImportedItems {
  /** Items that are kept for the first time. */
  readonly added: number
  /** Items that others stood in the place of before. */
  readonly replaced: number
  /** Items that were imported, now or before, and are no longer in the file: they stay. */
  readonly vanished: number
}

/** A file that cannot be read says nothing of its items: they stay where they are. */
const isUnread = ({ rejects }: ItemStretch): boolean => rejects.some(({ row }) => Number(row) === wholeFile)

const counted = (stretch: ItemStretch, { differences, beyond }: ComparedItems): ImportedItems => {
  const of = (wanted: string) => differences.filter(({ kind }) => kind === wanted).length
  return {
    added: of('missing'),
    replaced: of('changed') + of('healed'),
    vanished: isUnread(stretch) ? beyond.items : 0,
  }
}

const unchanged: ImportedItems = { added: 0, replaced: 0, vanished: 0 }
const plus = (a: ImportedItems, b: ImportedItems): ImportedItems => ({
  added: a.added + b.added,
  replaced: a.replaced + b.replaced,
  vanished: a.vanished + b.vanished,
})

/** What of a stretch is to be written; null where that is nothing. */
const changesOf = (stretch: ItemStretch, { differences, last, beyond }: ComparedItems): DocumentChanges | null => {
  const past = beyond.items > 0 && !isUnread(stretch)
  if (differences.length === 0 && !past) return null
  const numbers = (...kinds: readonly ItemDifference['kind'][]) =>
    differences.flatMap(({ item, kind }) => (kinds.includes(kind) ? [item] : []))
  const wanted = new Set(numbers('missing', 'changed'))
  return {
    documents: stretch.documents.filter(({ item }) => wanted.has(item)),
    rejects: stretch.rejects.filter(({ row }) => wanted.has(Number(row))),
    // the file itself is kept
    forget: numbers('changed', 'healed').filter((item) => item === wholeFile),
    drop: numbers('changed', 'vanished').filter((item) => item !== wholeFile),
    dropBeyond: past ? last : undefined,
  }
}

const noChanges: DocumentChanges = { documents: [], rejects: [] }

/**
 * Imports the items of a file: those beyond the checkpoint first, then those before it are held against what is kept, and written anew where they changed. What stood in their place is set aside, and forgotten at the end where it is in the file elsewhere or was updated. Items and how far the file was read are one transaction, so that it may be killed
 * at any point and called again. Throws `conflict` where somebody else imports the same file, what the file system throws, and the signal's reason.
 */
export const importDocument = async (
  repository: ImportedDocumentsRepository,
  root: string,
  document: LegacyDocument,
  before: DocumentCheckpoint | undefined,
  { signal, onProgress }: DocumentOptions = {},
): Promise<ImportedItems> => {
  const { path, bytes, rule } = document
  const byLine = rule.layout === 'lines'
  let checkpoint = before ?? { ...beginning, path, tail: '' }

  const settle = async (stretch: ItemStretch, moves: boolean): Promise<ImportedItems> => {
    signal?.throwIfAborted()
    const compared = await compareItems(repository, path, stretch)
    const changes = changesOf(stretch, compared)
    const { end } = stretch
    const reached = moves && byLine && (end.bytes !== checkpoint.bytes || end.items !== checkpoint.items)
    if (changes !== null || reached) {
      const tail = moves ? tailOf(root, document, end) : undefined
      const next = tail === undefined ? checkpoint : { ...end, path, tail }
      await repository.write(checkpoint, next, changes ?? noChanges)
      checkpoint = next
    }
    onProgress?.(path, end.bytes, bytes)
    return counted(stretch, compared)
  }
  const pass = async (from: Position, upTo: Position | null) => {
    let [done, end] = [unchanged, from]
    for await (const stretch of stretchesOf(root, document, { from, upTo: upTo && upTo.bytes })) {
      done = plus(done, await settle(stretch, upTo === null))
      end = stretch.end
    }
    return { done, end }
  }

  const onlyAddedTo = byLine && tailOf(root, document, checkpoint) === checkpoint.tail
  const start: Position = onlyAddedTo ? checkpoint : beginning
  let { done } = await pass(start, null)
  if (start.bytes > 0) {
    const { done: old, end } = await pass(beginning, start)
    done = plus(done, old)
    // lines were put in or taken out before a tail that is the same: all that follow have other numbers
    if (end.items !== start.items) done = plus(done, (await pass(beginning, null)).done)
  }
  signal?.throwIfAborted()
  return { ...done, vanished: done.vanished + (await repository.forgetLive(checkpoint)) }
}
