// The part of @xmldom/xmldom that is used, declared here: the package's own declarations bring the types of a browser's page
// into the main process, where most of them name what is not there.

export interface Node {
  readonly nodeType: number
  readonly nodeName: string
  readonly localName: string | null
  readonly namespaceURI: string | null
  readonly textContent: string | null
  readonly parentNode: Node | null
  readonly firstChild: Node | null
  readonly nextSibling: Node | null
}

export interface Attr extends Node {
  readonly name: string
  readonly value: string
}

export interface Element extends Node {
  readonly attributes: { readonly length: number; item(at: number): Attr | null }
  getAttribute(name: string): string | null
}

export interface Document extends Node {
  /** Absent where the text was empty. */
  readonly documentElement: Element | null
}

export class DOMParser {
  constructor(options: {
    readonly errorHandler: Readonly<Record<'warning' | 'error' | 'fatalError', (message: string) => void>>
  })
  /** Undefined for a text without an element. */
  parseFromString(text: string, mimeType: string): Document | undefined
}

export class XMLSerializer {
  serializeToString(node: Node): string
}
