/** Milliseconds for which an answer is given to others of this process. */
const knownFor = 5_000

/** Asks once in a while: what was answered is given again for five seconds, unless it is forgotten. A question that failed is asked again. */
export const remembered = <T>(ask: () => Promise<T>): { (): Promise<T>; forget(): void } => {
  let known: { readonly answer: Promise<T>; readonly until: number } | undefined
  const get = () => {
    if (known === undefined || performance.now() > known.until) {
      const asked = { answer: ask(), until: performance.now() + knownFor }
      known = asked
      // whoever asked is told; a later answer stays
      asked.answer.catch(() => {
        if (known === asked) known = undefined
      })
    }
    return known.answer
  }
  return Object.assign(get, {
    forget: () => {
      known = undefined
    },
  })
}
