/**
 * The part of cephes that is used here: its own declarations are not reachable through the `exports` of its
 * package.json (3.3.3).
 */

/** Settles when the WebAssembly code can be called. */
export declare const compiled: Promise<void>

/** Quantile of the standard normal distribution at probability `p`. */
export declare function ndtri(p: number): number

/** Quantile of Student's t distribution with `degrees` (an integer) degrees of freedom at probability `p`. */
export declare function stdtri(degrees: number, p: number): number
