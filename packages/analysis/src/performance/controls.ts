import { type ScoredSession, seededRandom } from '../statistics/index.ts'

/** The same returns in an order drawn at random (Fisher and Yates). */
const shuffled = (values: readonly number[], random: () => number): number[] => {
  const drawn = [...values]
  for (let i = drawn.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1))
    const [a = Number.NaN, b = Number.NaN] = [drawn[i], drawn[j]]
    drawn[i] = b
    drawn[j] = a
  }
  return drawn
}

/** Sessions whose returns belong to other scores: whatever is measured on them is chance. */
export const shuffledSessions = (sessions: readonly ScoredSession[], seed: number): ScoredSession[] => {
  const random = seededRandom(seed)
  return sessions.map(({ scores, returns }) => ({ scores, returns: shuffled(returns, random) }))
}

/** Sessions whose score is the return itself for every second stock, drawn at random, and another one's return for the rest: a signal that must be found. */
export const plantedSessions = (sessions: readonly ScoredSession[], seed: number): ScoredSession[] => {
  const random = seededRandom(seed)
  return sessions.map(({ returns }) => {
    const others = shuffled(returns, random)
    return { scores: returns.map((value, i) => (random() < 0.5 ? value : (others[i] ?? value))), returns }
  })
}
