// Which members of Electron, of Node and of the language the program's sources use, as the compiler resolves them.
import { relative, resolve } from 'node:path'
import type { Node } from 'typescript/unstable/ast'
import { isIdentifier, isImportSpecifier, isPropertyAccessExpression } from 'typescript/unstable/ast/is'
import { API, type Symbol as CompilerSymbol, type Project, SymbolFlags } from 'typescript/unstable/sync'

export interface UsedMember {
  /** Where the types come from. */
  readonly from: 'electron' | 'node' | 'language'
  /** The interface, class or module that declares it, as the types name it: `WebContents`, `"node:crypto"`, `Array`. */
  readonly owner: string
  readonly name: string
  /** One place that uses it. */
  readonly usedIn: string
}

/** @param folder with a tsconfig.json */
export function usedMembers(folder: string): UsedMember[] {
  const api = new API({})
  try {
    const configuration = resolve(folder, 'tsconfig.json')
    const project = api.updateSnapshot({ openProjects: [configuration] }).getProject(configuration)
    if (project === undefined) throw new Error(`no project at ${configuration}`)
    return collect(project, resolve(folder, '..'))
  } finally {
    api.close()
  }
}

function collect(project: Project, root: string): UsedMember[] {
  const found = new Map<string, UsedMember>()
  for (const file of project.program.getSourceFileNames()) {
    if (file.includes('/node_modules/') || !file.startsWith(root) || file.endsWith('.d.ts')) continue
    const source = project.program.getSourceFile(file)
    if (source === undefined) continue
    const names: Node[] = []
    const visit = (node: Node): void => {
      if (isPropertyAccessExpression(node)) names.push(node.name)
      else if (isImportSpecifier(node)) names.push(node.propertyName ?? node.name)
      else if (isIdentifier(node)) names.push(node)
      node.forEachChild(visit)
    }
    visit(source)
    const symbols = project.checker.getSymbolAtLocation(names)
    symbols.forEach((symbol) => {
      const member = symbol && memberOf(symbol, project, relative(root, file))
      if (member) found.set(`${member.from} ${member.owner}.${member.name}`, member)
    })
  }
  return [...found.values()]
}

const packageOf = (path: string): UsedMember['from'] | undefined => {
  if (path.includes('/electron/electron.d.ts')) return 'electron'
  if (path.includes('/@types/node/')) return 'node'
  return /\/lib\.[a-z0-9.]+\.d\.ts$/.test(path) ? 'language' : undefined
}

function memberOf(symbol: CompilerSymbol, project: Project, usedIn: string): UsedMember | undefined {
  const target = symbol.flags & SymbolFlags.Alias ? project.checker.getAliasedSymbol(symbol) : symbol
  const from = packageOf(String(target.declarations[0]?.path ?? ''))
  // Types are gone at run time.
  if (from === undefined || !(target.flags & SymbolFlags.Value)) return undefined
  return { from, owner: target.getParent()?.name ?? '', name: target.name, usedIn }
}
