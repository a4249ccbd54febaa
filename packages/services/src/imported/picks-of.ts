import { JsonValue } from '@fyntrix/domain/shared'
import { z } from 'zod'

const Payload = z.looseObject({ picks: z.array(JsonValue) })

/** The picks of a run's payload; null where that is no JSON, as when Python wrote `NaN`, or holds none. */
export const picksOf = (payload: string | null): JsonValue[] | null => {
  if (payload === null) return null
  try {
    return Payload.safeParse(JSON.parse(payload)).data?.picks ?? null
  } catch {
    return null
  }
}
