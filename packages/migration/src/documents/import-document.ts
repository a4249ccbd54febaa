import type { DocumentCheckpoint, ImportedDocumentsRepository } from '@fyntrix/db/imported'
import { type ComparedItems, compareItems } from './compare-items.ts'
import { beginning, type ItemStretch, type Position } from './item-stretches.ts'
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
  /** Items that were others before. */
  readonly replaced: number
  /** Items that are no longer in the file: they stay. */
  readonly vanished: number
}

const counted = ({ differences }: ComparedItems): ImportedItems => {
  const of = (wanted: string) => differences.filter(({ kind }) => kind === wanted).length
  return { added: of('missing'), replaced: of('changed') + of('healed'), vanished: of('vanished') }
}

const unchanged: ImportedItems = { added: 0, replaced: 0, vanished: 0 }
const plus = (a: ImportedItems, b: ImportedItems): ImportedItems => ({
  added: a.added + b.added,
  replaced: a.replaced + b.replaced,
  vanished: a.vanished + b.vanished,
})

/** What of a stretch is to be written. */
const changesOf = ({ documents, rejects }: ItemStretch, { differences }: ComparedItems) => {
  const wanted = new Set(differences.filter(({ kind }) => kind !== 'vanished').map(({ item }) => item))
  const old = differences.filter(({ kind }) => kind === 'changed' || kind === 'healed')
  return {
    documents: documents.filter(({ item }) => wanted.has(item)),
    rejects: rejects.filter(({ row }) => wanted.has(Number(row))),
    forget: old.map(({ item }) => item),
  }
}

/**
 * Imports the items of a file: those beyond the checkpoint first, then those before it are held against what is kept, and written anew where they changed. Items and how far the file was read are one transaction, so that it may be killed
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
    const { added, replaced } = counted(compared)
    const { end } = stretch
    const reached = moves && byLine && (end.bytes !== checkpoint.bytes || end.items !== checkpoint.items)
    if (added + replaced > 0 || reached) {
      const tail = moves ? tailOf(root, document, end) : undefined
      const next = tail === undefined ? checkpoint : { ...end, path, tail }
      await repository.write(checkpoint, next, changesOf(stretch, compared))
      checkpoint = next
    }
    onProgress?.(path, end.bytes, bytes)
    return counted(compared)
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
  const { done: fresh } = await pass(start, null)
  if (start.bytes === 0) return fresh
  const { done: old, end } = await pass(beginning, start)
  if (end.items === start.items) return plus(fresh, old)
  // lines were put in or taken out before a tail that is the same: all that follow have other numbers
  const { done: all } = await pass(beginning, null)
  return { ...plus(plus(fresh, old), all), vanished: all.vanished }
}
