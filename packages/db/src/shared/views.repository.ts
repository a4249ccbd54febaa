import type { EntityManager } from '@mikro-orm/postgresql'
import { nextOf } from './sql.ts'

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
  takeVersion(): Promise<number> {
    return nextOf(this.#em, 'view_seq')
  }
}
