import { files } from './files.store.ts'
import { fyntrix, fyntrixRedis } from './fyntrix.store.ts'
import { postgres } from './postgres.store.ts'
import { redis } from './redis.store.ts'
import { sqlite } from './sqlite.store.ts'
import type { StoreKind } from './store.ts'

/** The stores that are compared. */
export const storeKinds: readonly StoreKind[] = [sqlite, files, postgres, redis, fyntrixRedis, fyntrix]
