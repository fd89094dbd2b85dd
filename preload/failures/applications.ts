// What is done at a portal: drafts, procedures, applications, payments.
export type ApplicationFailure =
  | { code: 'draft.notFound' }
  /** At most 100 in a drawer, and 64 megabytes together. */
  | { code: 'draft.tooMany' }
  /** What was typed is longer than a form may be; nothing of it was kept. */
  | { code: 'draft.tooLarge' }
  /** Among what was typed is a 個人番号, which is never kept or sent; nothing of it was kept. */
  | { code: 'draft.holdsNumber' }
  /** It is not what was looked at before sending; nothing was sent. */
  | { code: 'draft.changed' }
  /** The file is of no kind that is taken here; `takes` as short names, PDF and the like. */
  | { code: 'draft.fileKind'; takes: string }
  /** `most`: in kilobytes. */
  | { code: 'draft.fileTooLarge'; most: number }
  /** It is a picture of a kind that is taken, and damaged: what its camera wrote into it cannot be taken out. */
  | { code: 'draft.fileBroken' }
  /** As many files are attached to drafts as a drawer keeps; this one was not. */
  | { code: 'draft.attachmentsFull'; most: number; megabytes: number }
  /** This credential does not give what the procedure asks for, or no credential is taken there. */
  | { code: 'draft.notAttachable' }
  /** It concerns somebody else: card and credentials of the drawer's owner say nothing of them. Nothing was asked. */
  | { code: 'draft.forOther' }
  /** The portal has no such procedure (any more). */
  | { code: 'procedure.notFound' }
  /** Not for somebody who stands so to whom it concerns: 'self', family, by a mandate. */
  | { code: 'application.notEligible' }
  /** The portal did not accept it as it was; what it said stands in the draft. In the ledger only. */
  | { code: 'application.refused' }
  /** The same is under way already for that person. */
  | { code: 'application.underWay' }
  /** An earlier try of this draft had arrived, and the draft was changed since. */
  | { code: 'application.arrived' }
  /** The answer got lost: it may have arrived. Sent again as it is, it stays one application, and no PIN is asked. */
  | { code: 'application.uncertain' }
  /** It cannot be withdrawn, or corrected, any more. */
  | { code: 'application.closed' }
  /** No such application (or notice) is kept in this drawer. */
  | { code: 'application.notFound' }
  /** What was typed cannot be the numbers of a bill; nothing was sent. */
  | { code: 'payment.numbersWrong' }
  /** The portal knows no bill under these numbers. */
  | { code: 'payment.unknown' }
  | { code: 'payment.alreadyPaid' }
  /** The portal asks for another amount than the one that was looked at; nothing was paid. */
  | { code: 'payment.changed' }
  /** The payment was declined; it is still due. */
  | { code: 'payment.declined' }
  /** The answer got lost, and the portal cannot be asked whether it was paid. */
  | { code: 'payment.uncertain' }
