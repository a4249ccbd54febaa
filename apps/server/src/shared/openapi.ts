import { z } from 'zod'
import type { DeclaredProcedure } from '../access/declared.ts'
import { ErrorFacts } from './errors.ts'

/** A schema as JSON says it; what JSON cannot say, such as a stream, is `{}`. */
export type JsonSchema = z.core.JSONSchema.BaseSchema

/** One procedure as the document tells it, besides how it is called. */
export interface DescribedProcedure {
  readonly kind: DeclaredProcedure['type']
  readonly scope: string
  readonly owner: string
  readonly cost: number
  /** null for one that takes nothing. */
  readonly input: JsonSchema | null
  readonly output: JsonSchema
}

const schemaOf = (schema: z.ZodType, io: 'input' | 'output'): JsonSchema => {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, {
    io,
    unrepresentable: 'any',
    override({ jsonSchema }) {
      // a format says it already, in a word instead of a line
      if (jsonSchema.format !== undefined) delete jsonSchema.pattern
      // readers must expect new fields
      if (io === 'output' && jsonSchema.additionalProperties === false) delete jsonSchema.additionalProperties
    },
  })
  return rest
}

/** What a procedure takes and gives, from its own declaration. */
export const describe = ({ type, meta, input, output }: DeclaredProcedure): DescribedProcedure => ({
  kind: type,
  ...meta,
  input: input === undefined ? null : schemaOf(input, 'input'),
  output: schemaOf(output, 'output'),
})

/** whether a call without an input is one */
const isOptional = (input: JsonSchema): boolean => (input.required ?? []).length === 0 && input.type !== 'object'

const json = (schema: JsonSchema) => ({ 'application/json': { schema } })

const failure = { $ref: '#/components/responses/Failure' }

const answerOf = ({ kind, output }: DescribedProcedure) =>
  kind === 'subscription'
    ? {
        description: 'Events, each with an id: send the last one as `lastEventId` to go on after it.',
        content: { 'text/event-stream': { schema: { type: 'string' } } },
      }
    : {
        description: 'What it gives.',
        content: json({
          type: 'object',
          required: ['result'],
          properties: { result: { type: 'object', required: ['data'], properties: { data: output } } },
        }),
      }

const operationOf = (path: string, procedure: DescribedProcedure) => {
  const { kind, scope, owner, cost, input } = procedure
  const operation = {
    operationId: path,
    tags: [path.split('.', 1)[0]],
    description: `A ${kind} for keys with the scope \`${scope}\`; ${cost} ${cost === 1 ? 'point' : 'points'}.`,
    'x-fyntrix': { kind, scope, owner, cost },
    responses: { 200: answerOf(procedure), default: failure },
  }
  if (kind === 'mutation') {
    const requestBody = input === null ? {} : { requestBody: { required: !isOptional(input), content: json(input) } }
    return { post: { ...operation, ...requestBody } }
  }
  const parameters =
    input === null ? [] : [{ name: 'input', in: 'query', required: !isOptional(input), content: json(input) }]
  return { get: { ...operation, parameters } }
}

const errorSchema: JsonSchema = {
  type: 'object',
  required: ['error'],
  properties: {
    error: {
      type: 'object',
      required: ['message', 'code', 'data'],
      properties: {
        message: { type: 'string' },
        code: { type: 'integer' },
        data: schemaOf(ErrorFacts.omit({ message: true }), 'output'),
      },
    },
  },
}

/** The API as an OpenAPI 3.1 document: every procedure as tRPC serves it, without batches. The same router gives the same document. */
export const openApiOf = (procedures: readonly DeclaredProcedure[]) => ({
  openapi: '3.1.0',
  info: {
    title: 'Fyntrix',
    version: '1',
    description:
      'Procedures as plain HTTP. Instants are ISO 8601 in UTC, money is a decimal string, prices are numbers.',
  },
  security: [{ key: [] }],
  paths: Object.fromEntries(procedures.map((one) => [`/trpc/${one.path}`, operationOf(one.path, describe(one))])),
  components: {
    securitySchemes: { key: { type: 'http', scheme: 'bearer', description: 'An API key: fx_…' } },
    responses: {
      Failure: { description: 'What went wrong: branch on `domainCode`.', content: json(errorSchema) },
    },
  },
})

const Operation = z.object({
  'x-fyntrix': z.object({
    kind: z.enum(['query', 'mutation', 'subscription']),
    scope: z.string(),
    owner: z.string(),
    cost: z.int(),
  }),
  parameters: z
    .array(z.object({ content: z.object({ 'application/json': z.object({ schema: z.unknown() }) }) }))
    .optional(),
  requestBody: z.object({ content: z.object({ 'application/json': z.object({ schema: z.unknown() }) }) }).optional(),
  responses: z.object({
    200: z.object({ content: z.record(z.string(), z.object({ schema: z.unknown() })) }),
  }),
})
const Document = z.object({
  paths: z.record(z.string(), z.union([z.object({ get: Operation }), z.object({ post: Operation })])),
})

const Schema = z.custom<JsonSchema>((value) => typeof value === 'object' && value !== null)
const Answer = z.object({ properties: z.object({ result: z.object({ properties: z.object({ data: Schema }) }) }) })

/** The procedures of a document that `openApiOf` made, by their names. Throws for any other. */
export const proceduresOf = (document: unknown): ReadonlyMap<string, DescribedProcedure> =>
  new Map(
    Object.entries(Document.parse(document).paths).map(([path, item]) => {
      const operation = 'get' in item ? item.get : item.post
      const content = (operation.parameters?.[0] ?? operation.requestBody)?.content
      const answer = Answer.safeParse(operation.responses[200].content['application/json']?.schema)
      const described: DescribedProcedure = {
        ...operation['x-fyntrix'],
        input: content === undefined ? null : Schema.parse(content['application/json'].schema),
        output: answer.success ? answer.data.properties.result.properties.data : {},
      }
      return [path.replace('/trpc/', ''), described]
    }),
  )
