// Files, and documents that are signed or verified.
export type DocumentFailure =
  | { code: 'file.notUnderstood'; detail: string }
  | { code: 'file.unreadable' }
  /** More files at once than can be signed together. */
  | { code: 'file.tooMany'; most: number }
  /** The file is not what it was when the person looked at it; nothing was signed. */
  | { code: 'file.changed' }
  /** A file of that name is there already; nothing is overwritten. */
  | { code: 'file.exists'; name: string }
  | { code: 'file.notWritten' }
  /** Larger than the wallet signs or verifies. */
  | { code: 'document.tooLarge' }
  /** This form of signature is for PDF files only. */
  | { code: 'document.notPdf' }
  /** The process that verifies it ended or took too long: nothing is known of its signatures. */
  | { code: 'document.unchecked' }
  /** The structure of the PDF cannot be followed without guessing. */
  | { code: 'document.broken'; detail: string }
  /** The PDF is encrypted. */
  | { code: 'document.encrypted' }
  /** An XFA form: what it shows is made by a program inside it, so that nobody can say what is signed. */
  | { code: 'document.dynamicForm' }
  /** Somebody certified the PDF in a way that allows no further signature. */
  | { code: 'document.certified' }
