// XML of a form that is not known here: its parts under their own names, in their order.
import type { PaperSheet } from '../../preload/shapes/papers.ts'
import { factOf, same } from './facts.ts'
import type { XmlElement } from './xml.ts'

const mostFacts = 200

export function readPlainXml(root: XmlElement): PaperSheet {
  return {
    title: same(root.name.slice(0, 200)),
    facts: leavesOf(root)
      .slice(0, mostFacts)
      .flatMap(({ name, text }) => factOf(same(name), text)),
    plain: true,
    practice: false,
  }
}

function leavesOf(element: XmlElement): XmlElement[] {
  if (element.name === 'Signature') return []
  return element.children.length === 0 ? [element] : element.children.flatMap(leavesOf)
}
