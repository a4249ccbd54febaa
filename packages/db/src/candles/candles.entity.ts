import type { ImportReport } from '@fyntrix/domain/candles'
import { defineEntity, p } from '@mikro-orm/core'

/** One import: what it was given and what it did. Written in the import's own transaction, so an import that failed or was killed left no row. */
export const CandleImportSchema = defineEntity({
  name: 'CandleImportEntity',
  tableName: 'candle_imports',
  properties: {
    id: p.uuid().primary(),
    source: p.text(),
    description: p.text(),
    receivedAt: p.datetime(),
    startedAt: p.datetime(),
    finishedAt: p.datetime(),
    counts: p.json<Omit<ImportReport, 'importId' | 'source' | 'elapsedMs'>>(),
  },
  indexes: [{ name: 'candle_imports_source_index', properties: ['source', 'receivedAt'] }],
})
export class CandleImportEntity extends CandleImportSchema.class {}
CandleImportSchema.setClass(CandleImportEntity)

/** A row or file that was set aside, once, by the import that first met it. */
export const CandleQuarantineSchema = defineEntity({
  name: 'CandleQuarantineEntity',
  tableName: 'candle_quarantine',
  properties: {
    source: p.text().primary(),
    file: p.text().primary(),
    line: p.integer().primary(),
    reason: p.text().primary(),
    /** SHA-256 of `raw`: the same line with other content is another row. */
    rawSha256: p.blob().primary(),
    detail: p.text(),
    raw: p.text(),
    symbol: p.text().nullable(),
    interval: p.text().nullable(),
    import: () => p.manyToOne(CandleImportEntity).ref().deleteRule('restrict'),
  },
})
export class CandleQuarantineEntity extends CandleQuarantineSchema.class {}
CandleQuarantineSchema.setClass(CandleQuarantineEntity)
