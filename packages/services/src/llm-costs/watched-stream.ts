/** What is done along with the reading of a stream. */
export interface Watching<T> {
  readonly see: (part: T) => void
  /** When all of it was read, the reader left, or an error cut it, with the reason; the reader hears of it afterwards. May come twice. */
  readonly over: (how: { readonly kind: 'end' | 'left' | 'broken'; readonly cause: unknown }) => Promise<void>
}

/** The same parts, read as the caller reads them; nothing is read ahead or held back. */
export const watchedStream = <T>(stream: ReadableStream<T>, { see, over }: Watching<T>): ReadableStream<T> => {
  const reader = stream.getReader()
  return new ReadableStream<T>(
    {
      async pull(controller) {
        const next = await reader.read().catch(async (cause: unknown) => {
          await over({ kind: 'broken', cause })
          throw cause
        })
        if (next.done) {
          await over({ kind: 'end', cause: null })
          controller.close()
        } else {
          see(next.value)
          controller.enqueue(next.value)
        }
      },
      async cancel(cause: unknown) {
        const told = over({ kind: 'left', cause })
        await reader.cancel(cause)
        await told
      },
    },
    { highWaterMark: 0 },
  )
}
