/** The part of the Standard Schema specification (version 1) that this package calls; zod, valibot and arktype schemas satisfy it. */
export interface StandardSchema<Output> {
  readonly '~standard': {
    readonly version: 1
    readonly vendor: string
    readonly validate: (value: unknown) => Validation<Output> | Promise<Validation<Output>>
  }
}

type Validation<Output> =
  | { readonly value: Output; readonly issues?: undefined }
  | { readonly issues: readonly Issue[] }

/** A value in Redis that is not what its definition says: written by somebody else, or by a version of ours that is gone. */
export class CorruptValueError extends Error {
  override readonly name: string = 'CorruptValueError'
}

type Issue = { readonly message: string; readonly path?: readonly unknown[] | undefined }

const keyOf = (segment: unknown): unknown =>
  typeof segment === 'object' && segment !== null && 'key' in segment ? segment.key : segment

const place = ({ path = [], message }: Issue): string =>
  `${path.map((segment) => String(keyOf(segment))).join('.')} ${message}`

/**
 * What a schema makes of a value. `what` names the value in messages. Throws `CorruptValueError` when the schema refuses it or fails,
 * `TypeError` when the schema is asynchronous.
 */
export const checked = <T>(schema: StandardSchema<T>, what: string, value: unknown): T => {
  let result: Validation<T> | Promise<Validation<T>>
  try {
    result = schema['~standard'].validate(value)
  } catch (cause) {
    throw new CorruptValueError(`${what} cannot be checked by its schema`, { cause })
  }
  if (result instanceof Promise) {
    // nobody will wait for it, and a rejection that nobody handles ends the process
    result.catch(() => undefined)
    throw new TypeError(`the schema of ${what} validates asynchronously`)
  }
  if (!result.issues) return result.value
  const [first] = result.issues
  throw new CorruptValueError(`${what} does not match its schema: ${first ? place(first) : 'no reason given'}`)
}

/** Parses JSON and checks it. Throws `CorruptValueError`, naming the key but never the value. */
export const parseJson = <T>(schema: StandardSchema<T>, key: string, text: string): T => {
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch (cause) {
    throw new CorruptValueError(`${key} does not hold JSON`, { cause })
  }
  return checked(schema, key, json)
}
