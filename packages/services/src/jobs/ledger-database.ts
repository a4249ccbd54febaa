import type { Database } from '@fyntrix/db/shared'

/** What a daemon needs of a database. */
export type LedgerDatabase = Pick<Database, 'transaction' | 'repositories' | 'listen'>
