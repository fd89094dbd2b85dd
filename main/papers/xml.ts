// Reads XML from strangers: bounded, without document types and entities, and nothing that is not well-formed.
import { DOMParser, type Element, type Node } from '@xmldom/xmldom'
import { fail } from '../failure.ts'

/** 5 MiB; records of many years are far smaller. */
export const mostXmlBytes = 5 * 1024 * 1024
const mostDepth = 64

/** One element: its name without prefix, its own text where no element is inside, and what is inside. */
export interface XmlElement {
  readonly name: string
  readonly namespace: string
  readonly attributes: Readonly<Record<string, string>>
  readonly children: readonly XmlElement[]
  /** '' where there are elements inside. */
  readonly text: string
}

/** The root element. @throws paper.broken for what is no XML, is larger, nested deeper than 64, or brings a document type with it */
export function openXml(text: string): Element {
  if (text.length > mostXmlBytes) return fail({ code: 'paper.tooLarge' })
  if (/<!(DOCTYPE|ENTITY)/i.test(text)) return fail({ code: 'paper.broken', detail: 'document type' })
  const complain = (message: string): never => fail({ code: 'paper.broken', detail: 'XML' }, new Error(message))
  const handler = { warning: complain, error: complain, fatalError: complain }
  const document = new DOMParser({ errorHandler: handler }).parseFromString(text, 'text/xml')
  // An empty text gives no document at all.
  const root = document?.documentElement ?? complain('no element')
  return isTooDeep(root) ? fail({ code: 'paper.broken', detail: 'nested too deep' }) : root
}

/** Found without recursion: whoever nests without end means to exhaust the stack of all that reads it after this. */
function isTooDeep(root: Element): boolean {
  let depth = 0
  for (let node: Node = root; ; ) {
    if (depth > mostDepth && isElement(node)) return true
    if (node.firstChild !== null) {
      node = node.firstChild
      depth++
      continue
    }
    while (node !== root && node.nextSibling === null && node.parentNode !== null) {
      node = node.parentNode
      depth--
    }
    if (node === root || node.nextSibling === null) return false
    node = node.nextSibling
  }
}

/** UTF-8, the only encoding of these papers. @throws paper.broken */
export function xmlText(bytes: Uint8Array): string {
  if (bytes.length > mostXmlBytes) return fail({ code: 'paper.tooLarge' })
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch (error) {
    return fail({ code: 'paper.broken', detail: 'not UTF-8' }, error)
  }
}

/** @throws paper.broken */
export function readXml(text: string): XmlElement {
  return elementOf(openXml(text))
}

function elementOf(element: Element): XmlElement {
  const children: XmlElement[] = []
  for (let node = element.firstChild; node !== null; node = node.nextSibling) {
    if (isElement(node)) children.push(elementOf(node))
  }
  const attributes: Record<string, string> = {}
  for (let at = 0; at < element.attributes.length; at++) {
    const attribute = element.attributes.item(at)
    if (attribute !== null) attributes[attribute.localName ?? attribute.name] = attribute.value
  }
  return {
    name: element.localName ?? element.nodeName,
    namespace: element.namespaceURI ?? '',
    attributes,
    children,
    text: children.length === 0 ? (element.textContent ?? '').trim() : '',
  }
}

export const isElement = (node: Node): node is Element => node.nodeType === 1

/** Of the elements directly inside. */
export const childrenOf = (element: XmlElement | undefined, name: string): readonly XmlElement[] =>
  element?.children.filter((child) => child.name === name) ?? []

export const childOf = (element: XmlElement | undefined, name: string): XmlElement | undefined =>
  element?.children.find((child) => child.name === name)

/** Down that path of names, the first of each; '' where one is missing. */
export function textAt(element: XmlElement | undefined, ...path: readonly string[]): string {
  return path.reduce(childOf, element)?.text ?? ''
}

/** Every element of that name, at any depth, in the order of the document. */
export function descendantsOf(element: XmlElement, name: string): XmlElement[] {
  return element.children.flatMap((child) => [...(child.name === name ? [child] : []), ...descendantsOf(child, name)])
}
