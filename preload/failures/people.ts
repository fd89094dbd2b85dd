// The people of the household, and what is shown to a guest.
export type PersonFailure =
  | { code: 'person.notFound' }
  | { code: 'person.nameTaken' }
  /** Name, picture, colour and overview are that person's own choice: somebody they appointed does not make it. */
  | { code: 'person.ownChoice' }
  /** No JPEG or PNG, or one that is too large; nothing was changed. */
  | { code: 'picture.notOne' }
  /** One credential is being shown; everything else waits until that has ended. */
  | { code: 'guest.running' }
