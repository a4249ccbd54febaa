import type { ImportedDocument, ImportedReject } from '@fyntrix/db/imported'
import type { ReadItem } from './read-item.ts'

/** How far a file is read. */
export interface Position {
  readonly bytes: number
  /** Items, or lines, up to there. */
  readonly items: number
}

export const beginning: Position = { bytes: 0, items: 0 }

/** Below the numbers of all items, and below that under which a file stands that cannot be read. */
export const beforeAll = -2
/** The number under which a file stands that cannot be read. */
export const wholeFile = -1

/** Items of a file, one after the other. */
export interface ItemStretch {
  /** The numbers that it is all of: above `after`, up to `upTo`; null where it is the last. */
  readonly after: number
  readonly upTo: number | null
  readonly documents: readonly ImportedDocument[]
  readonly rejects: readonly ImportedReject[]
  /** Where reading may go on. */
  readonly end: Position
}

const mostItems = 2_000
/** What is kept under numbers that nothing stands under any more is looked at with it. */
const mostNumbers = 10_000
const mostBytes = 4 * 1024 * 1024

/** Gathers items into stretches. */
export class StretchBuilder {
  #after: number
  #end: Position
  #last: number
  #bytes = 0
  #documents: ImportedDocument[] = []
  #rejects: ImportedReject[] = []

  constructor(after: number, end: Position) {
    this.#after = after
    this.#last = after
    this.#end = end
  }

  /** Whether it is to be taken. */
  get full(): boolean {
    return (
      this.#documents.length + this.#rejects.length >= mostItems ||
      this.#bytes >= mostBytes ||
      this.#last - this.#after >= mostNumbers
    )
  }

  add(read: ReadItem): void {
    if ('document' in read) {
      this.#documents.push(read.document)
      this.#bytes += read.document.body.length
    } else {
      this.#rejects.push(read.reject)
      this.#bytes += read.reject.cells.length
    }
  }

  /** Everything up to a number of item was added, and reading may go on at `end`. */
  reached(last: number, end: Position): void {
    this.#last = last
    this.#end = end
  }

  /** What was added since the last time; `upTo` where more is meant than what was reached. */
  take(upTo: number | null = this.#last): ItemStretch {
    const taken = {
      after: this.#after,
      upTo,
      documents: this.#documents,
      rejects: this.#rejects,
      end: this.#end,
    }
    this.#after = this.#last
    this.#bytes = 0
    this.#documents = []
    this.#rejects = []
    return taken
  }
}
