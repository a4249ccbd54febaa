import {
  MemoryClear,
  MemoryCleared,
  MemoryEntry,
  MemoryPlace,
  MemoryQuery,
  MemoryReading,
  MemoryWrite,
} from '@fyntrix/domain/memory'
import { z } from 'zod'
import { router, scoped } from '../trpc.ts'

export const memoryRouter = router({
  /** What the caller remembers there. */
  get: scoped('read', { owner: 'own' })
    .input(MemoryPlace)
    .output(MemoryReading)
    .query(({ ctx, input }) => ctx.app.services.memory.get(ctx.session.userId, input)),

  /** What the caller remembers, without values. */
  list: scoped('read', { owner: 'own' })
    .input(MemoryQuery)
    .output(z.array(MemoryEntry))
    .query(({ ctx, input }) => ctx.app.services.memory.list(ctx.session.userId, input)),

  /** Remembers a value for a while. */
  set: scoped('write')
    .input(MemoryWrite)
    .output(MemoryEntry)
    .mutation(({ ctx, input }) => ctx.app.services.memory.set(ctx.session.userId, input)),

  /** Forgets a value. */
  remove: scoped('write')
    .input(MemoryPlace)
    .output(MemoryCleared)
    .mutation(({ ctx, input }) => ctx.app.services.memory.remove(ctx.session.userId, input)),

  /** Forgets a context type, or a namespace of it. */
  clear: scoped('write')
    .input(MemoryClear)
    .output(MemoryCleared)
    .mutation(({ ctx, input }) => ctx.app.services.memory.clear(ctx.session.userId, input)),
})
