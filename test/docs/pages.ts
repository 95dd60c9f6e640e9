/** The project's written pages, and what the tests look for in them. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** The project's folder. */
export const root = new URL('../../', import.meta.url).pathname

/** Every page in Markdown, by its path from the project's folder. */
export const pages: string[] = [
  ...readdirSync(root).filter((name) => name.endsWith('.md')),
  ...readdirSync(join(root, 'docs')).filter((name) => name.endsWith('.md')).map((name) => `docs/${name}`),
].sort()

export const read = (page: string): string => readFileSync(join(root, page), 'utf8')

/** Files shown on a page: blocks of TypeScript whose first line is a comment with the path. */
export function filesOn(text: string): Map<string, string> {
  const blocks = text.matchAll(/^```ts\n\/\/ (\S+\.ts)\n([\s\S]*?)^```$/gm)
  return new Map([...blocks].map(([, path = '', code = '']) => [path, code]))
}

/** Targets of a page's links and pictures, without those to other sites. */
export const linksOn = (text: string): string[] =>
  [...text.replace(/^```[\s\S]*?^```$/gm, '').matchAll(/\]\(([^)\s]+)\)/g)].map(([, target = '']) => target).filter((target) => !/^[a-z]+:/.test(target))

/** Headings of a page as the names that links use: `#the-clock`. */
export const anchorsOn = (text: string): string[] =>
  [...text.replace(/^```[\s\S]*?^```$/gm, '').matchAll(/^#+ (.+)$/gm)].map(([, title = '']) =>
    title.toLowerCase().replace(/[^\p{L}\p{N}\s_-]/gu, '').trim().replace(/\s/g, '-'))

/** Conversations shown on a page: blocks of text that begin like a transcript. */
export const conversationsOn = (text: string): string[] =>
  [...text.matchAll(/^```text\n(\d{4}-\d{2}-\d{2} [\s\S]*?)^```$/gm)].map(([, conversation = '']) => conversation)
