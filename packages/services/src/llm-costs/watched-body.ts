/** What is done along with the reading of a body. */
export interface BodyWatch {
  readonly see: (bytes: Uint8Array) => void
  /** When all of it was read, the reader left, or an error cut it, with the reason; the reader hears of it afterwards. May come twice. */
  readonly over: (how: { readonly kind: 'end' | 'left' | 'broken'; readonly cause: unknown }) => Promise<void>
}

/** The same bytes, read as the caller reads them; nothing is read ahead or held back. */
export const watchedBody = (body: ReadableStream<Uint8Array>, { see, over }: BodyWatch): ReadableStream<Uint8Array> => {
  const reader = body.getReader()
  return new ReadableStream<Uint8Array>(
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
