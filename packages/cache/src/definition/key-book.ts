import { canonicalText, composer, type Scalar } from '../key.ts'
import type { StandardSchema } from '../standard-schema.ts'
import type { Arguments, FamilyDefinition, Named, ParameterSchemas } from './definition.ts'

/** What one set of parameters comes to. */
export interface KeyRef<Parameters> {
  readonly key: string
  readonly parameters: Parameters
  /** The parameters as they stand in the key. */
  readonly texts: Readonly<Record<string, string>>
  readonly tags: readonly string[]
}

const capacity = 20_000
const separator = '\u0000'

/** Turns parameters into keys, and remembers those that were asked for lately: most calls repeat one. */
export class KeyBook<Pattern extends string, const Schemas extends ParameterSchemas<Pattern>, Value> {
  readonly #definition: FamilyDefinition<Pattern, Schemas, Value>
  readonly #head: string
  readonly #names: readonly string[]
  readonly #compose: (values: Readonly<Record<string, Scalar>>) => string
  #recent = new Map<string, KeyRef<Named<Schemas>>>()
  #before = new Map<string, KeyRef<Named<Schemas>>>()

  constructor(
    definition: FamilyDefinition<Pattern, Schemas, Value>,
    head: string,
    names: readonly string[],
    rest: string,
  ) {
    this.#definition = definition
    this.#head = head
    this.#names = names
    this.#compose = composer(rest)
  }

  /** The key of these parameters. Throws `RangeError` when one is missing, or its schema refuses it. */
  ref(given: Arguments<Pattern, Schemas>): KeyRef<Named<Schemas>> {
    const spelled = this.#spell(given)
    // two sets of parameters may be spelled alike only where one of them holds the separator
    if (spelled === undefined) return this.#make(given)
    return this.#recent.get(spelled) ?? this.#older(spelled, given)
  }

  /** The key of parameters that came as texts. Throws `RangeError` as `ref`, and for a name that the pattern lacks. */
  parse(texts: Readonly<Record<string, string>>): KeyRef<Named<Schemas>> {
    this.refuseUnknown(texts)
    return this.#make(texts)
  }

  /** Throws `RangeError` when a name is not one of the pattern's. */
  refuseUnknown(given: object): void {
    const unknown = Object.keys(given).find((name) => !this.#names.includes(name))
    if (unknown === undefined) return
    throw new RangeError(
      `${this.#definition.name} has no parameter ${unknown}; it has ${this.#names.join(', ') || 'none'}`,
    )
  }

  /** All parameters as one text, by which they are remembered; undefined when it would not tell them apart. */
  #spell(given: Readonly<Record<string, Scalar>> | readonly Scalar[]): string | undefined {
    const names = this.#names
    if (names.length === 1) return textAt(given, names[0] ?? '', 0)
    let spelled = ''
    for (let i = 0; i < names.length; i += 1) {
      const text = textAt(given, names[i] ?? '', i)
      if (text.includes(separator)) return undefined
      spelled += i > 0 ? separator + text : text
    }
    return spelled
  }

  // two generations: what was not asked for during a whole one is forgotten
  #older(spelled: string, given: Arguments<Pattern, Schemas>): KeyRef<Named<Schemas>> {
    if (this.#recent.size >= capacity) {
      this.#before = this.#recent
      this.#recent = new Map()
    }
    const ref = this.#before.get(spelled) ?? this.#make(given)
    this.#recent.set(spelled, ref)
    return ref
  }

  #make(given: Readonly<Record<string, Scalar>> | readonly Scalar[]): KeyRef<Named<Schemas>> {
    const { name, parameters: schemas, tags } = this.#definition
    const checks: Readonly<Record<string, StandardSchema<Scalar>>> = schemas
    const values: Record<string, Scalar> = {}
    for (const [i, parameter] of this.#names.entries()) {
      const checked = checks[parameter]?.['~standard'].validate(valueAt(given, parameter, i))
      if (checked === undefined || checked instanceof Promise)
        throw new TypeError(`${name}: ${parameter} has no synchronous schema`)
      if (checked.issues) throw new RangeError(`${name}: ${parameter} ${checked.issues[0]?.message ?? 'is refused'}`)
      values[parameter] = checked.value
    }
    // each value went through the schema of its name, and every name has one
    const parameters = Object.freeze(values) as Named<Schemas>
    const texts = Object.fromEntries(
      Object.entries(values).map(([parameter, value]) => [parameter, canonicalText(value)]),
    )
    return { key: this.#head + this.#compose(values), parameters, texts, tags: tags?.(parameters) ?? [] }
  }
}

const isPositional = (given: Readonly<Record<string, Scalar>> | readonly Scalar[]): given is readonly Scalar[] =>
  Array.isArray(given)

const valueAt = (
  given: Readonly<Record<string, Scalar>> | readonly Scalar[],
  name: string,
  i: number,
): Scalar | undefined => (isPositional(given) ? given[i] : given[name])

const textAt = (given: Readonly<Record<string, Scalar>> | readonly Scalar[], name: string, i: number): string => {
  const value = valueAt(given, name, i)
  return typeof value === 'string' ? value : value === undefined ? '' : canonicalText(value)
}
