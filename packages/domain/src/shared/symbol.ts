import { z } from 'zod'

/** An NSE ticker or index name as the exchange writes it, such as `M&M`, `BAJAJ-AUTO` or `NIFTY 50`. */
export const Symbol = z
  .string()
  .regex(/^[A-Z0-9][A-Z0-9&\- ]{0,31}$/, 'a symbol is 1–32 capital letters, digits, &, - or spaces')
export type Symbol = z.infer<typeof Symbol>
