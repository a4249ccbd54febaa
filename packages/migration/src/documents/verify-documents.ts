import { createHash } from 'node:crypto'
import type { DocumentCheckpoint } from '@fyntrix/db/imported'
import type { ImportedDocumentKind } from '@fyntrix/domain/imported'
import type { Target } from '../target.ts'
import { compareItems, type ItemDifference } from './compare-items.ts'
import type { DocumentOptions } from './import-document.ts'
import { type LegacyDocument, stretchesOf } from './legacy-document.ts'
import { documentsIn } from './planned-documents.ts'

/** What was proved of the items of a file. */
export interface VerifiedDocument {
  readonly path: string
  readonly kind: ImportedDocumentKind
  /** Items that are equal in both stores, those in quarantine included. */
  readonly proved: number
  /** Items that were not imported yet: `apply` imports them. */
  readonly waiting: number
  /** Items that are not as they should be. */
  readonly wrong: number
  /** Items that are no longer in the file, since it was imported last. They take nothing from the proof of those that are. */
  readonly vanished: number
  /** Items that are kept and were found to be no longer in the file before. They are not compared with anything. */
  readonly dropped: number
  /** The first of all these, one by one. */
  readonly differences: readonly ItemDifference[]
  /** SHA-256 of all that is kept of the items that are in the file, to be compared with that of another import of the same items. */
  readonly hash: string
}

const mostListed = 1_000

const verifyDocument = async (
  { importedDocuments }: Pick<Target, 'importedDocuments'>,
  root: string,
  document: LegacyDocument,
  checkpoint: DocumentCheckpoint | undefined,
  { signal, onProgress }: DocumentOptions,
): Promise<VerifiedDocument> => {
  const { path, rule, bytes } = document
  // lines are counted from 1, other items from 0
  const known = (checkpoint?.items ?? 0) + (rule.layout === 'lines' ? 1 : 0)
  const hash = createHash('sha256')
  const differences: ItemDifference[] = []
  let [proved, waiting, wrong, vanished] = [0, 0, 0, 0]
  for await (const stretch of stretchesOf(root, document)) {
    signal?.throwIfAborted()
    const compared = await compareItems(importedDocuments, path, stretch)
    proved += compared.proved
    hash.update(compared.hash)
    const beyond = compared.beyond.first.map((item): ItemDifference => ({ item, kind: 'vanished' }))
    vanished += compared.beyond.items - beyond.length
    for (const difference of [...compared.differences, ...beyond]) {
      if (difference.kind === 'vanished') vanished += 1
      else if (difference.kind === 'missing' && difference.item >= known) waiting += 1
      else wrong += 1
      if (differences.length < mostListed) differences.push(difference)
    }
    onProgress?.(path, stretch.end.bytes, bytes)
  }
  const dropped = await importedDocuments.dropped(path)
  return { path, kind: rule.kind, proved, waiting, wrong, vanished, dropped, differences, hash: hash.digest('hex') }
}

/** Proves the items of an installation's files of JSON, by SHA-256 in either store, and where these differ item by item. Writes nothing. Throws what the file system and the database throw, and the signal's reason. */
export const verifyDocuments = async (
  target: Pick<Target, 'importedDocuments'>,
  root: string,
  files: readonly { readonly path: string; readonly bytes: number }[],
  options: DocumentOptions = {},
): Promise<readonly VerifiedDocument[]> => {
  const checkpoints = new Map((await target.importedDocuments.checkpoints()).map((each) => [each.path, each]))
  const verified: VerifiedDocument[] = []
  for (const document of documentsIn(files))
    verified.push(await verifyDocument(target, root, document, checkpoints.get(document.path), options))
  return verified
}

/** How many items are not proved. */
export const notProved = (documents: readonly VerifiedDocument[]): number =>
  documents.reduce((sum, { waiting, wrong }) => sum + waiting + wrong, 0)
