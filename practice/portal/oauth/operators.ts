// Registered operators: clients with a server of their own and a key, as every client of a real portal is.
import { randomInt } from 'node:crypto'
import { z } from 'zod'
import type { PortalContext } from '../context.ts'
import { type PublicJwk, publicJwk } from '../jwt.ts'
import { json } from '../problem.ts'
import { open, type Route } from '../route.ts'

interface Operator {
  readonly id: string
  readonly jwk: PublicJwk
}

export function operatorRoutes(context: PortalContext): Route[] {
  return [
    open('POST /practice/operators', {
      summary: 'Register an operator’s key; from then on nobody gets tokens in its name without it',
      security: 'control',
      body: z.strictObject({ jwk: publicJwk }),
      answers: { 200: z.object({ client_id: z.string() }) },
      handle: ({ body }) => json({ client_id: registerOperator(context, body.jwk) }),
    }),
  ]
}

function registerOperator({ database }: PortalContext, jwk: PublicJwk): string {
  const id = `RP${String(randomInt(1e8)).padStart(8, '0')}`
  database.prepare('INSERT INTO operators (id, jwk) VALUES (?, ?)').run(id, JSON.stringify(jwk))
  return id
}

export function findOperator({ database }: PortalContext, id: string): Operator | undefined {
  const jwk = database.prepare<[string], string>('SELECT jwk FROM operators WHERE id = ?').pluck().get(id)
  return jwk === undefined ? undefined : { id, jwk: publicJwk.parse(JSON.parse(jwk)) }
}
