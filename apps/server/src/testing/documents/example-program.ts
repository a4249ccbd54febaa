/** The examples of a page: one program, and what it is to print. */
export interface ExampleProgram {
  readonly source: string
  /** Text whose `…` stand for anything. Empty for a page that shows no output. */
  readonly output: string
}

const fences = /^```(ts|text)\n([\s\S]*?)^```$/gm

/**
 * The `ts` blocks of a page, top to bottom, and its `text` blocks. Throws for a page without an example, and for one whose output stands before any.
 */
export const exampleProgram = (page: string): ExampleProgram => {
  const blocks = [...page.matchAll(fences)].map(([, kind = '', text = '']) => ({ kind, text }))
  if (blocks[0]?.kind !== 'ts') throw new Error('the page does not begin with an example')
  const of = (wanted: string) => blocks.filter(({ kind }) => kind === wanted).map(({ text }) => text)
  return { source: of('ts').join('\n'), output: of('text').join('') }
}

const literally = (text: string): string => text.replaceAll(/[$()*+.?[\\\]^{|}]/g, String.raw`\$&`)

/** What the output of a program has to match, from its first character to its last. */
export const outputPattern = (output: string): RegExp => new RegExp(`^${output.split('…').map(literally).join('.*')}$`)
