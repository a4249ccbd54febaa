import type { ImportedDocumentKind } from '@fyntrix/domain/imported'
import { documentRuleOf } from './document-rules.ts'
import type { LegacyDocument } from './legacy-document.ts'

/** Files of one kind whose items are going to be rows; the files are kept whole too. */
export interface PlannedDocuments {
  readonly kind: ImportedDocumentKind
  readonly files: number
  readonly bytes: number
  /** What an item is. */
  readonly items: 'lines' | 'list' | 'members' | 'whole'
}

/** The files of an installation whose items become rows. */
export const documentsIn = (
  files: readonly { readonly path: string; readonly bytes: number }[],
): readonly LegacyDocument[] =>
  files.flatMap(({ path, bytes }) => {
    const rule = documentRuleOf(path)
    return rule === undefined ? [] : [{ path, bytes, rule }]
  })

/** The same by kind. */
export const plannedDocuments = (
  files: readonly { readonly path: string; readonly bytes: number }[],
): readonly PlannedDocuments[] =>
  [...Map.groupBy(documentsIn(files), ({ rule }) => rule)].map(([{ kind, layout }, all]) => ({
    kind,
    files: all.length,
    bytes: all.reduce((sum, { bytes }) => sum + bytes, 0),
    items: layout,
  }))
