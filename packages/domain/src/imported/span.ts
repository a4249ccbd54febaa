/** Whether dates that narrow are in their order. */
export const isSpan = ({
  from,
  to,
}: {
  readonly from?: string | undefined
  readonly to?: string | undefined
}): boolean => from === undefined || to === undefined || from <= to

/** What is said where they are not. */
export const noSpan = { message: 'the span must not end before it begins' }
