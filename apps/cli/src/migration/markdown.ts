const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('\n', ' ')

/** A table in Markdown. */
export const markdownTable = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => '---'), ...rows].map((row) => `| ${row.map(cell).join(' | ')} |`).join('\n')

/** A part of a report: its title and what stands below it; nothing where nothing is to be said. */
export const section = (title: string, ...parts: readonly string[]): string =>
  parts.length === 0 ? '' : `## ${title}\n\n${parts.join('\n\n')}\n`

/** A report in Markdown. */
export const markdown = (title: string, sections: readonly string[]): string =>
  `# ${title}\n\n${sections.filter((part) => part !== '').join('\n')}`

/** A list in Markdown. */
export const bullets = (lines: readonly string[]): string => lines.map((line) => `- ${line}`).join('\n')
