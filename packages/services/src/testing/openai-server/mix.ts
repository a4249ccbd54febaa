import { createHash } from 'node:crypto'
import { z } from 'zod'
import { Behaviour, type Plan } from './behaviour.ts'

/** Behaviours and how often each comes; which one a request gets follows from the seed and the number of the request. */
export const Mix = z.object({
  seed: z.string(),
  behaviours: z.array(z.object({ weight: z.number().positive(), behaviour: Behaviour })).min(1),
})
export type Mix = z.infer<typeof Mix>

/** From 0 to below 1. */
const shareOf = (text: string): number => createHash('sha256').update(text).digest().readUInt32BE() / 2 ** 32

/** A plan that draws from a mix. */
export const planOf = ({ seed, behaviours }: Mix): Plan => {
  const total = behaviours.reduce((sum, { weight }) => sum + weight, 0)
  return ({ nth }) => {
    let left = shareOf(`${seed}/${nth}`) * total
    for (const { weight, behaviour } of behaviours) {
      left -= weight
      if (left < 0) return behaviour
    }
    return { kind: 'answer' }
  }
}
