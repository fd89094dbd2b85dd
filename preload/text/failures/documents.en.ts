import type { DocumentTexts } from './areas.ts'

export const documents: DocumentTexts = {
  'file.notUnderstood': ({ detail }) => ({
    title: 'This file is not understood',
    what: `It has no form that Tefuda knows (${detail}).`,
    remedy: 'Choose a credential (SD-JWT VC, mdoc) or a certificate (X.509).',
  }),
  'file.unreadable': {
    title: 'The file cannot be read',
    what: 'It does not exist, or you are not allowed to read it.',
    remedy: 'Check its place and name.',
  },
  'file.tooMany': ({ most }) => ({
    title: 'Too many files at once',
    what: `At most ${most} files can be signed together.`,
    remedy: 'Choose them in several goes.',
  }),
  'file.changed': {
    title: 'The file has changed',
    what: 'Its content is not what it was when you chose it. Nothing was signed.',
    remedy: 'Choose the file again and look at it before you sign.',
  },
  'file.exists': ({ name }) => ({
    title: 'There is such a file already',
    what: `"${name}" is there, and nothing is overwritten.`,
    remedy: 'Move or rename it, or choose another place.',
  }),
  'file.notWritten': {
    title: 'The file cannot be written',
    what: 'Nothing was left behind half-written.',
    remedy: 'Check that you may write there, or choose another place.',
  },
  'document.tooLarge': {
    title: 'The file is too large',
    what: 'Tefuda signs and verifies files of up to 50 MB.',
    remedy: 'Make it smaller, or split it.',
  },
  'document.notPdf': {
    title: 'This is not a PDF',
    what: 'This form of signature goes into PDF files only.',
    remedy: 'Choose a PDF, or the form for other files (CMS).',
  },
  'document.broken': ({ detail }) => ({
    title: 'The PDF is damaged or unusual',
    what: `Its structure cannot be followed without guessing (${detail}), so it was not touched.`,
    remedy: 'Open it in the program that made it, save it again as PDF, and try that.',
  }),
  'document.unchecked': {
    title: 'The signatures could not be checked to the end',
    what: 'The document takes too long or cannot be followed. Whether its signatures are right is not known.',
    remedy:
      'Try again. If it happens again, do not rely on the document, and ask whoever gave it to you for another copy.',
  },
  'document.encrypted': {
    title: 'The PDF is encrypted',
    what: 'A PDF with a password or with restrictions cannot be signed or verified here.',
    remedy: 'Save a copy without password and restrictions.',
  },
  'document.dynamicForm': {
    title: 'The PDF holds a form that changes (XFA)',
    what: 'A program inside the file draws what you see, so nobody could say what was signed.',
    remedy: 'Print it as a PDF, and sign that.',
  },
  'document.certified': {
    title: 'The PDF may not be changed',
    what: 'Its author certified it in a way that allows no further signature.',
    remedy: 'Ask the author for a copy that can be signed, or sign it as a file of its own (CMS).',
  },
}
