import type { Id } from '@fyntrix/domain/shared'
import type { EntityManager } from '@mikro-orm/postgresql'
import { query } from '../shared/sql.ts'

/**
 * Makes changes of one user's things wait for each other until their transactions end. False when there is no such user. What merely refers to the user
 * does not wait.
 */
export const holdUser = async (em: EntityManager, userId: Id): Promise<boolean> =>
  (await query(em, 'select id from users where id = ? for no key update', [userId])).length === 1
