import { v7 } from 'uuid'
import { z } from 'zod'

/** Primary key of every row: a UUIDv7 made in the application, so that ids sort by creation time. */
export const Id = z.uuid().brand<'Id'>()
export type Id = z.infer<typeof Id>

/** A new id whose leading 48 bits are `now`; ids made within one millisecond are unique but not ordered among each other. */
export const newId = (now: Date): Id => Id.parse(v7({ msecs: now.getTime() }))
