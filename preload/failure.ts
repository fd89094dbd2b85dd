// Every way the wallet can fail that a person can understand or act on.
// A union of plain objects: it crosses processes as it is, and the compiler finds the sentence that is missing.

/** What a failing step knows, without any secret or attribute value in it. */
export type Failure =
  // --- card and reader -------------------------------------------------------------------------
  /** The smart-card service (pcscd, Windows Smart Card) does not run. */
  | { code: 'card.noService' }
  /** No reader is attached. */
  | { code: 'card.noReader' }
  /** No card lies in the reader. */
  | { code: 'card.absent' }
  /** The card was taken away in the middle of the work. No PIN try is assumed spent: the counter is read again. */
  | { code: 'card.removed' }
  /** Another program holds the card. */
  | { code: 'card.busy' }
  /** The card is not one the wallet knows. */
  | { code: 'card.unknown' }
  /** The card answered something no rule allows: truncated, garbled or a status word that does not fit. */
  | { code: 'card.garbled'; step: string }
  /** The PIN was wrong. At 0 tries the card is locked. */
  | { code: 'card.pinWrong'; triesLeft: number }
  /** No tries are left; the PIN was not sent. */
  | { code: 'card.pinLocked' }
  /** One try is left and the person did not confirm knowing the PIN; nothing was sent. */
  | { code: 'card.lastTry' }
  /** The card has another number of tries left than the person was told; nothing was sent. */
  | { code: 'card.triesChanged'; triesLeft: number }
  /**
   * The card left, or answered something no rule allows, around the one VERIFY: whether the PIN was right is not known.
   * `before`: tries left before it; `triesLeft`: the counter read again after it, null where the card no longer answered.
   */
  | { code: 'card.interrupted'; before: number; triesLeft: number | null }
  /** Another card lies there than when the PIN was asked; nothing was sent. */
  | { code: 'card.swapped' }
  /** The open drawer does not know this card: the person says first whose it is. `knows`: it knows another. Nothing was signed. */
  | { code: 'card.unfamiliar'; knows: boolean }
  /** A phone shows its certificate only after the PIN: the person says first whose it is. No PIN was asked. */
  | { code: 'card.holderUnnamed' }
  /** The new PIN would be guessed (`weakness` as WeakPin in secretContract.ts); the old one counts. */
  | {
      code: 'card.newPinWeak'
      weakness: 'same' | 'birthday' | 'year' | 'run' | 'repeated' | 'keyboard' | 'common' | 'name'
    }
  /** A phone's PINs are changed in its own app; nothing was asked. */
  | { code: 'card.pinOnPhone' }
  /** The old PIN was right, and the card said no to the new one: the old one counts. */
  | { code: 'card.pinNotChanged' }
  /**
   * The card left, or made no sense, around the one command that changes the PIN: whether the old or the new one counts
   * is not known, and finding out would cost a try. The tries left are full, since the old one was right.
   */
  | { code: 'card.changeUnknown'; pin: 'authentication' | 'signature' | 'input' | 'resident' }
  /**
   * 住民基本台帳用 lies in two places, of which the first has the new PIN; the second has the old one, or nobody knows.
   * `wrong`: which of the two that were typed was wrong, the `new` one in the first place or the `old` one in the second;
   * `triesLeft`: there.
   */
  | { code: 'card.pinHalfChanged'; second: 'old' | 'unknown'; wrong: 'new' | 'old' | null; triesLeft: number | null }
  /** The text typed cannot be this PIN; nothing was sent. */
  | { code: 'card.pinForm' }
  /** 照合番号B was not the one of this card. At 0 tries it is locked. */
  | { code: 'card.numberWrong'; triesLeft: number }
  /** 照合番号B is locked; nothing was sent. */
  | { code: 'card.numberLocked' }
  /** A PIN of a driver's licence is locked, now or before. */
  | { code: 'card.licencePinLocked' }
  /** The card does not have, or does not open, the data that was asked for. */
  | { code: 'card.noData' }
  /** The card was issued without PINs (顔認証マイナンバーカード): it cannot log in. */
  | { code: 'card.withoutPins' }
  /** The holder has no such certificate on the card (for example no signing certificate under 15). */
  | { code: 'card.noCertificate' }
  /** The certificate of the card cannot be read as one. */
  | { code: 'card.certificateUnreadable' }
  /** The certificate of the card is past its end. */
  | { code: 'card.certificateExpired'; endedAt: string }
  /** The card belongs to somebody else than the open drawer; `personId`: whose it is, when that is known. */
  | { code: 'card.otherPerson'; personId?: string }
  /** The card gave two different signatures over the same bytes: it cannot open a drawer. */
  | { code: 'card.unstableSignature' }
  // --- portal and session ----------------------------------------------------------------------
  | { code: 'portal.unreachable' }
  /** TLS worked but not with the certificate that this profile trusts. */
  | { code: 'portal.untrusted' }
  /** The portal said no; `reason` is its own code, `title` its own sentence, `retryAfter` the seconds it asks to wait. */
  | { code: 'portal.refused'; reason: string; title?: string; retryAfter?: number }
  /** The answer does not fit the contract (shape, size, type, redirect, time). */
  | { code: 'portal.badAnswer'; detail: string }
  /** The challenge names another origin than the portal we asked. */
  | { code: 'portal.otherOrigin' }
  /** No portal is set up for this profile. */
  | { code: 'portal.notConfigured'; missing: string[] }
  /** This portal has nothing of the kind that was asked for. */
  | { code: 'portal.notOffered' }
  // --- what is done at a portal, and what is kept from it -----------------------------------------
  | { code: 'draft.notFound' }
  /** At most 100 in a drawer. */
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
  /** The payment was declined; it is still due. */
  | { code: 'payment.declined' }
  /** The answer got lost, and the portal cannot be asked whether it was paid. */
  | { code: 'payment.uncertain' }
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
  /** It holds a 個人番号, which is never kept. */
  | { code: 'paper.holdsNumber'; name: string }
  /** The process that reads it ended or took too long: nothing is known of what it says. */
  | { code: 'paper.unread' }
  /** The QR code leads to an address that is not opened from here. */
  | { code: 'paper.codeUnknown' }
  /** The portal knows no such item of self-information (any more). */
  | { code: 'selfInfo.itemGone' }
  /** No such request in the drawer, or none that can be gone on with. */
  | { code: 'selfInfo.notFound' }
  /** The portal has the request no more: nothing can be compared. */
  | { code: 'selfInfo.gone' }
  /** What the card said of its holder does not fit its own signature; nothing was sent. */
  | { code: 'selfInfo.cardDoubtful' }
  /** The card does not tell a whole birthday, or no sex that the portal can compare; nothing was sent. */
  | { code: 'selfInfo.notComparable' }
  | { code: 'session.none' }
  | { code: 'session.expired' }
  /** Somebody else than the drawer's owner logged in with their phone; that session has been ended. */
  | { code: 'session.otherPerson' }
  /** This PC is not enrolled at the portal, or not any more: the portal, the person or the card's certificate ended it. */
  | { code: 'enrolment.none' }
  | { code: 'enrolment.ended' }
  /** The key was sealed on another PC, or its half in the keychain is gone. */
  | { code: 'enrolment.otherPc' }
  /** The session was not begun by card, and what is asked needs the card. */
  | { code: 'enrolment.cardRequired' }
  /** The minute of a log-in by phone is over, or it was used. */
  | { code: 'phoneLogIn.over' }
  | { code: 'phoneLogIn.denied' }
  | { code: 'phoneLogIn.codeWrong' }
  // --- receiving -------------------------------------------------------------------------------
  /** The text is not a credential offer, or it does not follow OpenID4VCI. */
  | { code: 'offer.invalid'; detail: string }
  | { code: 'offer.expired' }
  /** The transaction code does not fit. */
  | { code: 'offer.codeWrong' }
  /** The issuer's signature over its metadata does not hold. */
  | { code: 'issuer.signatureInvalid' }
  /** The issuer is not on the list of this realm. */
  | { code: 'issuer.untrusted'; name: string }
  /** What came does not hold; nothing was stored. `rule` names standard and section. */
  | { code: 'credential.invalid'; rule: string; detail: string }
  | { code: 'credential.expired' }
  | { code: 'credential.revoked' }
  | { code: 'credential.notFound' }
  // --- sharing ---------------------------------------------------------------------------------
  | { code: 'request.invalid'; detail: string }
  | { code: 'request.signatureInvalid' }
  /** A nonce or request that was answered or declined before. */
  | { code: 'request.replayed' }
  | { code: 'request.expired' }
  | { code: 'verifier.untrusted'; name: string }
  /** The verifier asks for attributes that it did not register. */
  | { code: 'verifier.overAsks'; name: string; attributes: string[] }
  /** Nothing in the drawer answers; `missing` names what is asked. `pendingId` can be declined, which says no more than that. */
  | { code: 'request.unanswerable'; missing: string[]; pendingId?: string }
  /** The choice is not one that the query allows. Nothing was sent. */
  | { code: 'request.choiceInvalid' }
  /** The answer did not arrive for certain: it may or may not have been received. */
  | { code: 'verifier.unreachable' }
  | { code: 'verifier.refused'; reason: string }
  /** What the person was asked is no longer pending. */
  | { code: 'pending.gone' }
  // --- drawers ---------------------------------------------------------------------------------
  | { code: 'drawer.locked' }
  /** Passphrase, card or recovery code does not open this drawer. `wait`: seconds until the next try is taken; absent: none. */
  | { code: 'drawer.wrongKey'; wait?: number }
  /** No such way to open it. */
  | { code: 'drawer.noSuchSlot' }
  /** Another process holds the drawer. */
  | { code: 'drawer.inUse' }
  /** Cut short, altered, or header and file do not belong together. */
  | { code: 'drawer.damaged' }
  /** Written by a newer version of Tefuda. */
  | { code: 'drawer.newer' }
  /** A practice drawer in the real wallet, or the other way. */
  | { code: 'drawer.otherRealm' }
  | { code: 'drawer.lastSlot' }
  /** It has as many keys as a drawer can have. */
  | { code: 'drawer.slotsFull' }
  /** It has a passphrase already, which can be changed. */
  | { code: 'passphrase.there' }
  /** Too many wrong secrets in a row: so many seconds have to pass before the next one is taken. Nothing was tried. */
  | { code: 'drawer.wait'; seconds: number }
  | { code: 'drawer.processEnded' }
  // --- mandates --------------------------------------------------------------------------------
  /** The mandate does not allow this. */
  | { code: 'mandate.outOfScope' }
  /** A guardian may not do this for the child: it is the child's own. */
  | { code: 'mandate.childAlone' }
  /** The mandate's last day has passed, or it was taken back. */
  | { code: 'mandate.ended' }
  /** The child has come of age: the drawer can be handed over, and nothing else. */
  | { code: 'mandate.ofAge' }
  /** There is no such mandate, or it has ended. */
  | { code: 'mandate.unknown' }
  /** That person may act already. */
  | { code: 'mandate.given' }
  /** Children have guardians, adults appoint; not the other way. */
  | { code: 'mandate.basis' }
  /** The last day is in the past or too far away. */
  | { code: 'mandate.days'; most: number }
  /** With that birthday somebody is no child, or not born yet. */
  | { code: 'mandate.notAChild' }
  /** Whoever acts for somebody signs with their own card. */
  | { code: 'mandate.ownCard' }
  /** A child cannot end what its guardian may do. */
  | { code: 'mandate.guardianStays' }
  /** At the portal only a parent can be the legal agent of a child under 18. */
  | { code: 'mandate.notParent' }
  /** The last day lies before the first, or has passed. */
  | { code: 'mandate.period' }
  /** The portal waits for both cards for some minutes only. */
  | { code: 'mandate.tooLate' }
  /** The card is known to be somebody else's, or whoever was named has another one; its PIN was not asked. */
  | { code: 'mandate.otherCard'; name: string }
  /** A phone shows its certificate too late for both to sign for it. */
  | { code: 'mandate.plasticCard' }
  | { code: 'passphrase.weak' }
  | { code: 'recovery.notTypedBack' }
  /** The family's recovery of this drawer is off. */
  | { code: 'recovery.off' }
  /** Who shall keep a share in their drawer has not opened it yet since that is possible. */
  | { code: 'recovery.holderNotReady'; name: string }
  /** Two of the three are the same person, or one is the owner. */
  | { code: 'recovery.holdersAlike' }
  /** The open drawer keeps no share of that drawer. */
  | { code: 'recovery.noShare' }
  /** What was typed is no share, or was copied wrongly. */
  | { code: 'recovery.shareWrong' }
  /** A share of somebody else's drawer. */
  | { code: 'recovery.shareOther' }
  /** A share of an earlier making: the shares were made anew since, or recovery by the family was switched off. */
  | { code: 'recovery.shareOld' }
  /** Both are the same share: two different ones are needed. */
  | { code: 'recovery.sharesAlike' }
  /** Who opened the drawer by the family's recovery cannot take the notice of it away. */
  | { code: 'recovery.ownerOnly' }
  /** The card is nobody's key in this household: a renewed card, or somebody else's. Its PIN was not asked. */
  | { code: 'card.notAKey' }
  | { code: 'person.notFound' }
  | { code: 'person.nameTaken' }
  /** Name, picture, colour and overview are that person's own choice: somebody they appointed does not make it. */
  | { code: 'person.ownChoice' }
  /** No JPEG or PNG, or one that is too large; nothing was changed. */
  | { code: 'picture.notOne' }
  /** One credential is being shown; everything else waits until that has ended. */
  | { code: 'guest.running' }
  /** The OS keychain is not there or is locked. No plain fallback: the recovery code opens the drawer. */
  | { code: 'keychain.unavailable' }
  /** The keychain answers but has no secret for this folder (moved from another PC or account): the recovery code opens. */
  | { code: 'household.secretMissing' }
  /** The list of people is cut short or altered; the drawers themselves are untouched. */
  | { code: 'household.damaged' }
  | { code: 'store.full' }
  /** The place of the drawers takes no writing: a disk that is mounted or locked read-only. Nothing was changed. */
  | { code: 'store.readOnly' }
  // --- ledger ----------------------------------------------------------------------------------
  /** It is not there (any more), or is the trace of an erasure, which cannot be erased. */
  | { code: 'ledger.noSuchEntry' }
  /** What was given to compare with is neither the code of a receipt nor an exported head. */
  | { code: 'ledger.notAHead' }
  // --- backups ---------------------------------------------------------------------------------
  /** The file is no backup of Tefuda at all. */
  | { code: 'backup.notOne' }
  /** Cut short, altered, or put together wrongly. Nothing was taken from it. */
  | { code: 'backup.damaged' }
  /** Written by a newer version of Tefuda. */
  | { code: 'backup.newer' }
  /** A backup of practice in the real wallet, or the other way. */
  | { code: 'backup.otherRealm' }
  /** Recovery code or passphrase does not open this backup. */
  | { code: 'backup.wrongKey' }
  /** No passphrase was chosen for this backup: its recovery code opens it. */
  | { code: 'backup.noPassphrase' }
  /** The drawer could not be brought up to date; it was put back as it was, in the version it was opened with before. */
  | { code: 'drawer.notUpdated' }
  // --- leaving ---------------------------------------------------------------------------------
  /** What was typed to confirm is not what was to be typed; nothing was erased. */
  | { code: 'leaving.notConfirmed' }
  /** Nobody has asked for this drawer to be removed without its key, or it was opened since. */
  | { code: 'leaving.notAsked' }
  /** It was asked for, and the days in which somebody may still open it are not over. */
  | { code: 'leaving.tooEarly'; until: string }
  /** The checklist tells of a backup that was tried; this one was not, or did not pass. */
  | { code: 'leaving.notProven' }
  /** Another window or command of Tefuda is running. */
  | { code: 'leaving.stillOpen' }
  /** A guardian opens the drawer anew right before it is erased. */
  | { code: 'leaving.openAgain' }
  /** Everything has been taken away; the program only waits to be closed. */
  | { code: 'leaving.disposed' }
  // --- files -----------------------------------------------------------------------------------
  | { code: 'file.notUnderstood'; detail: string }
  | { code: 'file.unreadable' }
  /** More files at once than can be signed together. */
  | { code: 'file.tooMany'; most: number }
  /** The file is not what it was when the person looked at it; nothing was signed. */
  | { code: 'file.changed' }
  /** A file of that name is there already; nothing is overwritten. */
  | { code: 'file.exists'; name: string }
  | { code: 'file.notWritten' }
  // --- documents -------------------------------------------------------------------------------
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
  // --- the program -----------------------------------------------------------------------------
  | { code: 'practice.only' }
  | { code: 'app.cancelled' }
  /** Something else is under way; one thing at a time. */
  | { code: 'app.busy' }
  /** A call that does not fit the contract, or from another frame: refused and counted. */
  | { code: 'app.refusedCall' }
  | { code: 'app.unexpected'; incident: string }

export type FailureCode = Failure['code']

export type Outcome<T> = { ok: true; value: T } | { ok: false; failure: Failure }
