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
  | { readonly issues: readonly { readonly message: string; readonly path?: readonly unknown[] | undefined }[] }

/** A value in Redis that is not what its definition says: written by somebody else, or by a version of ours that is gone. */
export class CorruptValueError extends Error {
  override readonly name = 'CorruptValueError'
}

/** Parses JSON and checks it. Throws `CorruptValueError`, naming the key but never the value. */
export const parseJson = <T>(schema: StandardSchema<T>, key: string, text: string): T => {
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch (cause) {
    throw new CorruptValueError(`${key} does not hold JSON`, { cause })
  }
  const checked = schema['~standard'].validate(json)
  if (checked instanceof Promise) throw new TypeError(`the schema of ${key} validates asynchronously`)
  if (checked.issues) {
    const first = checked.issues[0]
    throw new CorruptValueError(
      `${key} does not match its schema: ${first?.path?.map(String).join('.')} ${first?.message}`,
    )
  }
  return checked.value
}
