import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { readFeatures } from './check-features.ts'

const documents = (root: string): string[] => [
  ...readdirSync(root).filter((name) => name.endsWith('.md')),
  ...readdirSync(join(root, 'docs'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md'))
    .map((name) => `docs/${name}`),
]

// what stands between backticks, or in a fenced block, line by line
const code = (text: string): string[] => [
  ...[...text.matchAll(/`([^`\n]+)`/g)].map((match) => match[1] ?? ''),
  ...[...text.matchAll(/```[a-z]*\n([\s\S]*?)```/g)].flatMap((match) => (match[1] ?? '').split('\n')),
]

const links = (text: string): string[] => [...text.matchAll(/\]\(([^)#\s]+)\)/g)].map((match) => match[1] ?? '')

const paths = /(?:^|[\s"'(])((?:packages|apps|tooling|docs|\.ci)\/[\w./@-]*[\w/])/g

const problemsIn = (root: string, document: string, commands: ReadonlySet<string>): string[] => {
  const text = readFileSync(join(root, document), 'utf8')
  const snippets = code(text)
  const unknown = snippets
    .flatMap((snippet) => [...snippet.matchAll(/\.\/fyntrix ([a-z][\w-]*)/g)].map((match) => match[1] ?? ''))
    .filter((command) => !commands.has(command))
    .map((command) => `${document}: there is no command ./fyntrix ${command}`)
  const missing = snippets
    .flatMap((snippet) => [...snippet.matchAll(paths)].map((match) => match[1] ?? ''))
    .filter((path) => !path.includes('*') && !existsSync(join(root, path)))
    .map((path) => `${document}: there is no ${path}`)
  const dead = links(text)
    .filter((link) => !/^[a-z]+:/.test(link) && !existsSync(join(root, document, '..', link)))
    .map((link) => `${document}: the link to ${link} leads nowhere`)
  return [...unknown, ...missing, ...dead]
}

/** Commands, paths and links that documents name but that do not exist. */
export const checkDocuments = (root: string): string[] => {
  const commands = new Set(Object.keys(readFeatures(root).commands))
  return [...new Set(documents(root).flatMap((document) => problemsIn(root, document, commands)))]
}
