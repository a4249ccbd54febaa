import type { ImportedDocumentsQuery, ImportedQuarantineQuery } from '@fyntrix/domain/imported'
import { InvalidArgumentError } from 'commander'

type DocumentPlace = NonNullable<ImportedDocumentsQuery['after']>
type QuarantinePlace = NonNullable<ImportedQuarantineQuery['after']>

/** Reads the place of an item of a file as it is printed: `cache/a.jsonl 12`. */
export const parseDocumentPlace = (value: string): DocumentPlace => {
  const [, path, item] = /^(.+) (-?\d+)$/s.exec(value) ?? []
  if (path === undefined) throw new InvalidArgumentError("a file and a number, as 'cache/exits.json 12'")
  return { path, item: Number(item) }
}

/** Reads a place in quarantine as it is printed: `cache/a.db#pick_events 12`. */
export const parseQuarantinePlace = (value: string): QuarantinePlace => {
  const [, path, table = '', row] = /^(.+)#([^#]*) (-?\d+)$/s.exec(value) ?? []
  if (path === undefined || row === undefined)
    throw new InvalidArgumentError("a place as it is printed, as 'cache/pick_events.db#pick_events 12'")
  return { path, table, row }
}
