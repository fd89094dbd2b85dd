// What is kept from a portal: papers, self-information, partners, the calendar.
export type PaperFailure =
  /** The portal's account is not linked with that partner's (any more). */
  | { code: 'partner.notLinked' }
  /** Nothing of the drawer may be seen while it is shut, so that there is nothing to remind of. */
  | { code: 'calendar.nothingShown' }
  /** Such a date of the calendar is not in the drawer (any more). */
  | { code: 'calendar.notFound' }
  /** This PC shows no notifications, or nobody listens for them now. */
  | { code: 'calendar.noNotices' }
  /** As many days as can be kept have been added by hand. */
  | { code: 'calendar.full'; most: number }
  | { code: 'paper.notFound' }
  /** The file is none of the kinds that can be kept as a paper. */
  | { code: 'paper.notUnderstood'; name: string }
  /** It is of a kind that is known, and damaged or forbidden in its structure; `detail`: what, for support. */
  | { code: 'paper.broken'; detail: string }
  | { code: 'paper.tooLarge' }
  /** As many papers that the person had as files, or that others sent, as a drawer keeps; nothing was kept. */
  | { code: 'paper.full'; of: 'files' | 'outside'; most: number; megabytes: number }
  /** It holds a 個人番号, which is never kept. */
  | { code: 'paper.holdsNumber'; name: string }
  /** The process that reads it ended or took too long: nothing is known of what it says. */
  | { code: 'paper.unread' }
  /** The QR code leads to an address that is not opened from here. */
  | { code: 'paper.codeUnknown' }
  /** The portal knows no such item of self-information (any more). */
  | { code: 'selfInfo.itemGone' }
  /** As many requests with their answers as a drawer keeps. */
  | { code: 'selfInfo.full'; most: number; megabytes: number }
  /** No such request in the drawer, or none that can be gone on with. */
  | { code: 'selfInfo.notFound' }
  /** The portal has the request no more: nothing can be compared. */
  | { code: 'selfInfo.gone' }
  /** What the card said of its holder does not fit its own signature; nothing was sent. */
  | { code: 'selfInfo.cardDoubtful' }
  /** The card does not tell a whole birthday, or no sex that the portal can compare; nothing was sent. */
  | { code: 'selfInfo.notComparable' }
