/**
 * Makes of work on many things at once a function of one. One group is worked on at a time: whoever asks meanwhile waits for the next, which begins after the asking and takes
 * at most `most` of them. `work` answers one result a thing, in their order; when it throws, all of its group hear of it.
 */
export const gathered = <T, R>(
  work: (things: readonly T[]) => Promise<readonly R[]>,
  { most }: { readonly most: number },
): ((thing: T) => Promise<R>) => {
  const waiting: { readonly thing: T; readonly answer: PromiseWithResolvers<R> }[] = []
  let working = false

  const workOff = async (): Promise<void> => {
    working = true
    while (waiting.length > 0) {
      const group = waiting.splice(0, most)
      try {
        const results = await work(group.map(({ thing }) => thing))
        for (const [n, result] of results.entries()) group[n]?.answer.resolve(result)
        if (results.length < group.length) throw new Error(`${group.length} were asked for, ${results.length} answered`)
      } catch (error) {
        for (const { answer } of group) answer.reject(error)
      }
    }
    working = false
  }

  return (thing) => {
    const answer = Promise.withResolvers<R>()
    waiting.push({ thing, answer })
    if (!working) void workOff()
    return answer.promise
  }
}
