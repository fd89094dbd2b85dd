/** What was typed is not a command: exit status 2. */
export class NotUnderstood extends Error {}

/** @throws NotUnderstood */
export function no(why: string): never {
  throw new NotUnderstood(why)
}
