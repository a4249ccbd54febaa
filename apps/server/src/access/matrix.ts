import type { Scope } from '@fyntrix/domain/access'
import type { DeclaredProcedure, Owner } from './declared.ts'

/** One procedure of the authorization matrix. */
export interface MatrixRow {
  readonly procedure: string
  readonly kind: DeclaredProcedure['type']
  readonly scope: Scope
  readonly owner: Owner
  readonly cost: number
}

/** Who may call what, and what it costs. */
export const matrixOf = (procedures: readonly DeclaredProcedure[]): readonly MatrixRow[] =>
  procedures.map(({ path, type, meta: { scope, owner, cost } }) => ({
    procedure: path,
    kind: type,
    scope,
    owner,
    cost,
  }))

/** The matrix as a table of `docs/features/access.md`. */
export const matrixTable = (rows: readonly MatrixRow[]): string =>
  [
    '| procedure | kind | scope | whose | points |',
    '| --- | --- | --- | --- | ---: |',
    ...rows.map(
      ({ procedure, kind, scope, owner, cost }) => `| \`${procedure}\` | ${kind} | \`${scope}\` | ${owner} | ${cost} |`,
    ),
  ].join('\n')
