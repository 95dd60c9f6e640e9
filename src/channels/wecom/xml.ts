/** The XML of a WeCom callback, which strangers can send: flat elements with text, and nothing of XML's that could grow, point elsewhere or hang. */
import { SaxesParser } from 'saxes'

/** Why a text is not taken as XML; says nothing of what it held. */
export class BadXml extends Error {
  override name = 'BadXml'
}

/** The children of an element by name: text, or children of their own. */
export interface XmlTree {
  readonly [name: string]: string | XmlTree
}

/** Longest text read, UTF-16 units; an encrypted message of WeCom's has a few thousand. */
const longest = 1_000_000
/** Deepest nesting: `<xml><TemplateCardEvent><SelectedItems><SelectedItem><OptionIds>…` has five. */
const deepest = 16
const mostElements = 10_000

interface Open {
  children: Record<string, string | XmlTree>
  text: string
  nested: boolean
}

/** An object without a prototype, so that no name of an element can reach one. */
const opened = (): Open => ({ children: Object.create(null) as Open['children'], text: '', nested: false })

/**
 * Reads the children of the one root element; their text has outer blanks cut unless it is CDATA alone. Of children of one name the last counts.
 * Numbers stay texts: a MsgId is longer than a number holds.
 * Throws BadXml for a DOCTYPE, an entity other than XML's own five, instructions, and whatever is not well-formed, too deep or too large.
 */
export function readXml(text: string): XmlTree {
  if (text.length > longest) throw new BadXml('the XML is too large')
  const parser = new SaxesParser({ xmlns: false, fragment: false })
  const refuse = (why: string): never => {
    throw new BadXml(why)
  }
  const stack: Open[] = []
  let root: Open | undefined
  let elements = 0
  parser.on('error', () => refuse('the XML is not well-formed'))
  parser.on('doctype', () => refuse('a DOCTYPE is not taken'))
  parser.on('processinginstruction', () => refuse('a processing instruction is not taken'))
  parser.on('opentag', () => {
    elements += 1
    if (stack.length >= deepest || elements > mostElements) refuse('the XML is nested too deep or has too many elements')
    const upper = stack.at(-1)
    if (upper) upper.nested = true
    stack.push(opened())
    root ??= stack[0]
  })
  const addText = (more: string) => {
    const at = stack.at(-1)
    if (at) at.text += more
  }
  parser.on('text', (more) => addText(more.trim()))
  parser.on('cdata', addText)
  parser.on('closetag', ({ name }) => {
    const one = stack.pop()
    const upper = stack.at(-1)
    if (one && upper) upper.children[name] = one.nested ? one.children : one.text
  })
  parser.write(text).close()
  if (!root) throw new BadXml('there is no element')
  return root.children
}
