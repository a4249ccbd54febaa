import type { ImportedDocumentKind } from '@fyntrix/domain/imported'
import { DomainError } from '@fyntrix/domain/shared'
import type { Problem } from '../inspection.ts'
import type { Target } from '../target.ts'
import { type DocumentOptions, type ImportedItems, importDocument } from './import-document.ts'
import { documentsIn } from './planned-documents.ts'

/** What became of the items of all files of a kind. */
export interface AppliedDocuments extends ImportedItems {
  readonly kind: ImportedDocumentKind
  readonly files: number
  /** Items that stand in quarantine. */
  readonly quarantined: number
}

const sumOf = (kind: ImportedDocumentKind, all: readonly (ImportedItems & { readonly quarantined: number })[]) => {
  const sum = (of: 'added' | 'replaced' | 'vanished' | 'quarantined') => all.reduce((total, one) => total + one[of], 0)
  return {
    kind,
    files: all.length,
    added: sum('added'),
    replaced: sum('replaced'),
    vanished: sum('vanished'),
    quarantined: sum('quarantined'),
  }
}

/**
 * Imports the items of an installation's files of JSON: new ones, and those that changed there since. It may be killed at any point and called again. A file that cannot be read is told, and the others are read. Throws `conflict` where
 * somebody else imports them, what the database throws, and the signal's reason.
 */
export const applyDocuments = async (
  { importedDocuments }: Pick<Target, 'importedDocuments'>,
  root: string,
  files: readonly { readonly path: string; readonly bytes: number }[],
  options: DocumentOptions = {},
): Promise<{ readonly documents: readonly AppliedDocuments[]; readonly problems: readonly Problem[] }> => {
  const checkpoints = new Map((await importedDocuments.checkpoints()).map((each) => [each.path, each]))
  const applied: (ImportedItems & { readonly kind: ImportedDocumentKind; readonly quarantined: number })[] = []
  const problems: Problem[] = []
  for (const document of documentsIn(files)) {
    const { path: place, rule } = document
    try {
      const items = await importDocument(importedDocuments, root, document, checkpoints.get(place), options)
      const quarantined = await importedDocuments.quarantined(place)
      applied.push({ ...items, kind: rule.kind, quarantined })
      if (quarantined > 0) problems.push({ place, reason: `${quarantined} items stand in quarantine` })
      if (items.vanished > 0)
        problems.push({ place, reason: `${items.vanished} items that were imported are no longer there: they stay` })
    } catch (error) {
      options.signal?.throwIfAborted()
      if (error instanceof DomainError) throw error
      problems.push({ place, reason: error instanceof Error ? error.message : String(error) })
    }
  }
  await importedDocuments.settle()
  const documents = [...Map.groupBy(applied, ({ kind }) => kind)].map(([kind, all]) => sumOf(kind, all))
  return { documents, problems }
}
