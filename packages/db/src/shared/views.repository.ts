import { DomainError } from '@fyntrix/domain/shared'
import type { EntityManager } from '@mikro-orm/postgresql'
import { query } from './sql.ts'

/** What views of the facts need beyond them. */
export class ViewsRepository {
  readonly #em: EntityManager

  constructor(em: EntityManager) {
    this.#em = em
  }

  /**
   * A number that is higher than every one before. Taken before the facts are read, it orders what is made of them: whoever has a higher one has read
   * everything that was committed when this one was taken.
   */
  async takeVersion(): Promise<number> {
    const [row] = await query<{ version: string }>(this.#em, `select nextval('view_seq') as version`)
    if (row === undefined) throw new DomainError('internal', 'the sequence of views gave nothing')
    return Number(row.version)
  }
}
