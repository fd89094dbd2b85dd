import type { FailureTexts } from './failureText.ts'
import { weakPins } from './weakPin.ts'

const day = (instant: string) =>
  new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'Asia/Tokyo' }).format(new Date(instant))

/** Reasons of a portal (its own codes) that we have a sentence of our own for. */
const portalReasons: Readonly<Record<string, string>> = {
  access_denied: 'Access was not granted.',
  login_required: 'You need to log in again.',
  session_expired: 'Your login has run out.',
  cert_expired: 'The certificate on the card has expired.',
  cert_revoked: 'The certificate on the card has been revoked.',
  cert_not_registered: 'This card is not registered with the portal yet.',
  signature_invalid: 'The card’s signature could not be confirmed.',
  nonce_expired: 'The login took too long.',
  maintenance: 'The portal is closed for maintenance.',
  temporarily_unavailable: 'The portal is busy or stopped for the moment.',
  rate_limited: 'Too many attempts in a short time.',
}

export const en: FailureTexts = {
  'card.noService': {
    title: 'The smart card service is not running',
    what: 'Your computer’s smart card service is stopped, so no card can be read.',
    remedy:
      'On Windows, start “Smart Card” in Services. On Linux, start pcscd. This screen changes by itself once it runs.',
  },
  'card.noReader': {
    title: 'No card reader found',
    what: 'No card reader is connected to this computer.',
    remedy: 'Plug in your card reader. If it is plugged in, unplug it and plug it in again.',
  },
  'card.absent': {
    title: 'No card in the reader',
    what: 'The card reader is empty.',
    remedy: 'Insert your card with the photo facing up, or lay it on the reader.',
  },
  'card.removed': {
    title: 'The card was taken out too early',
    what: 'The card could no longer be read. You were not logged in and nothing was saved.',
    remedy: 'Insert the card again. The tries left for your PIN are read anew before you start over.',
  },
  'card.busy': {
    title: 'Another program is using the card',
    what: 'While another program holds the card, Tefuda cannot read it.',
    remedy: 'Close other programs and browser pages that use the card, then try again.',
  },
  'card.unknown': {
    title: 'This does not seem to be a My Number Card',
    what: 'The card in the reader is of a kind that Tefuda does not know.',
    remedy: 'Insert a My Number Card instead.',
  },
  'card.garbled': ({ step }) => ({
    title: 'The card’s answer could not be understood',
    what: `The card gave a broken answer (${step}). Nothing was saved.`,
    remedy:
      'Wipe the gold contacts with a soft cloth and insert the card again. If it keeps happening, try another reader.',
  }),
  'card.pinWrong': ({ triesLeft }) =>
    triesLeft > 0
      ? {
          title: `Wrong PIN. ${triesLeft} ${triesLeft === 1 ? 'try' : 'tries'} left`,
          what: `After ${triesLeft} more wrong ${triesLeft === 1 ? 'PIN' : 'PINs'} in a row the card is locked. A correct PIN restores the count.`,
          remedy:
            'Take your time and look at your own note of the PIN. If you cannot remember it, stop here rather than guess.',
        }
      : {
          title: 'The PIN is now locked',
          what: 'There were too many wrong PINs in a row, so this PIN can no longer be used.',
          remedy: 'Take the card to your municipal office to set a new PIN.',
        },
  'card.pinLocked': {
    title: 'This PIN is locked',
    what: 'No tries are left, so nothing was sent to the card.',
    remedy: 'Take the card to your municipal office to set a new PIN.',
  },
  'card.lastTry': {
    title: 'Stopped: only one try is left',
    what: 'One more wrong PIN locks the card. Nothing was sent to the card.',
    remedy: 'Go on only if you are sure of the PIN, and tick “I am sure I know this PIN”.',
  },
  'card.triesChanged': ({ triesLeft }) => ({
    title: 'The tries left have changed',
    what: `Since you were asked, the card’s count has become ${triesLeft}. The PIN was not sent.`,
    remedy: 'Another program or person has used this PIN. If you are sure of it, start again.',
  }),
  'card.interrupted': ({ before, triesLeft }) => ({
    title: 'Interrupted while the PIN was being checked',
    what:
      triesLeft === null
        ? `The card stopped answering just then, so nobody knows yet whether the PIN was right. There were ${before} tries left before. The PIN is not sent again by itself.`
        : triesLeft < before
          ? `The card’s answer was broken. Its counter was read again: one try was used, ${triesLeft} ${triesLeft === 1 ? 'is' : 'are'} left. The PIN is not sent again by itself.`
          : `The card’s answer was broken. Its counter was read again: no try was used, ${triesLeft} are left. The PIN is not sent again by itself.`,
    remedy:
      triesLeft === null
        ? 'Insert the card again and leave it there. The number shown then is the card’s own.'
        : 'Leave the card in the reader, check your PIN and start again.',
  }),
  'card.swapped': {
    title: 'The card was exchanged',
    what: 'Another card, or the same one inserted anew, lies in the reader than when you were asked. The PIN was not sent.',
    remedy: 'Leave the card in the reader and start again.',
  },
  'card.unfamiliar': ({ knows }) => ({
    title: 'This drawer does not know the card yet',
    what: knows
      ? 'The drawer knows another card. After a renewal or a replacement a card is new to it; but it may also be somebody else’s. Nothing was signed.'
      : 'It is the first time that this card is used here. Nothing was signed.',
    remedy: 'If it is your own card, say so on the screen (or with --my-card); the drawer then knows it.',
  }),
  'card.holderUnnamed': {
    title: 'Whose card or phone is it?',
    what: 'It shows its certificate only after the PIN, so Tefuda cannot see beforehand whose it is. No PIN was asked.',
    remedy:
      'Say on the screen (or with --whose) whose it is. Tefuda compares after the PIN, before anything is signed.',
  },
  'card.newPinWeak': ({ weakness }) => ({
    title: 'The PIN cannot be changed to that',
    what: `${weakPins.en[weakness]} The old PIN still counts.`,
    remedy: 'Think of one that others would not guess, and start again.',
  }),
  'card.pinOnPhone': {
    title: 'The PINs of a phone are not changed here',
    what: 'The PINs of a phone’s certificates are not those of the card. Nothing was sent.',
    remedy: 'Change them in the app on the phone.',
  },
  'card.pinNotChanged': {
    title: 'The PIN was not changed',
    what: 'The card did not take the new PIN. The old one still counts.',
    remedy: 'Try again with another PIN. If that fails too, your municipal office can change it.',
  },
  'card.changeUnknown': ({ pin }) => ({
    title: 'Nobody knows whether the PIN was changed',
    what: `The card’s answer broke off when the new PIN was sent. Whether the old or the new one counts can only be found out by trying, and Tefuda never tries by itself.${pin === 'resident' ? ' This PIN lies in two places on the card; the other place still has the old one.' : ''}`,
    remedy:
      'All tries are there now. Press “Change” again and type the new PIN as the present one. If that is wrong, it is the old one. Two tries are enough, and typing it right gives them all back.',
  }),
  'card.pinHalfChanged': ({ second, wrong, triesLeft }) => ({
    title: 'The PIN was changed only halfway',
    what: `This PIN lies in two places on the card. The first has the new one. The second ${second === 'old' ? 'still has the old one' : 'may or may not have it'}.${wrong === null ? '' : wrong === 'old' ? ` The old PIN that you typed is not the second place’s (tries left there: ${triesLeft}).` : ` The new PIN that you typed is not the first place’s (tries left there: ${triesLeft}).`}`,
    remedy:
      'Keep Tefuda open and press “Change” again. Type the old PIN as the present one and the same new one as before: then only the second place is changed. If that does not work, your municipal office can set it anew.',
  }),
  'card.pinForm': {
    title: 'That cannot be the PIN',
    what: 'Its length or characters do not fit, so it was not sent to the card. No try was used.',
    remedy: 'The login PIN has 4 digits; the signing password has 6 to 16 capital letters and digits.',
  },
  'card.numberWrong': ({ triesLeft }) =>
    triesLeft > 0
      ? {
          title: `That is not the number of this card. ${triesLeft} ${triesLeft === 1 ? 'try' : 'tries'} left`,
          what: 'Birth date, year of expiry and security code have to be those printed on this very card. A right one restores the count.',
          remedy:
            'The birth date is written with the year of its era: 6 digits. Then the 4 digits of the year in which the card ends, and the 4 digits of the security code.',
        }
      : {
          title: 'Reading by the printed number is now locked',
          what: 'There were too many wrong numbers in a row. PINs are not affected.',
          remedy: 'Read the attributes by the PIN instead, or ask your municipal office.',
        },
  'card.numberLocked': {
    title: 'Reading by the printed number is locked',
    what: 'No tries are left, so nothing was sent to the card. PINs are not affected.',
    remedy: 'Read the attributes by the PIN instead, or ask your municipal office.',
  },
  'card.licencePinLocked': {
    title: 'This PIN of the licence is locked',
    what: 'No tries are left. The licence itself stays valid.',
    remedy: 'Take the licence to a police station or a licence centre to have it unlocked.',
  },
  'card.noData': {
    title: 'The card does not give this information',
    what: 'It is not on the card, or the card does not open it. A phone, for one, has certificates and nothing else.',
    remedy: 'Insert the card itself, and look on its screen at what it holds.',
  },
  'card.withoutPins': {
    title: 'This card has no PIN',
    what: 'A “face recognition My Number Card” has no PINs, so it cannot log in. It still works at clinic reception desks and as proof of identity.',
    remedy:
      'A family member can be registered as proxy and act with their own card. If you want PINs after all, the municipal office can turn this back into an ordinary card.',
  },
  'card.noCertificate': {
    title: 'This card lacks the certificate that is needed',
    what: 'The signing certificate is not on cards of children under 15, nor on cards whose holder did not ask for it.',
    remedy:
      'For a child under 15, a parent acts with their own card. Others can add the certificate at the municipal office.',
  },
  'card.certificateUnreadable': {
    title: 'The card’s certificate cannot be read',
    what: 'What was read from the card does not follow the rules for certificates.',
    remedy: 'Insert the card again. If this goes on, ask your municipal office.',
  },
  'card.certificateExpired': ({ endedAt }) => ({
    title: 'The card’s certificate has expired',
    what: `The certificate on this card ended on ${day(endedAt)}. It can no longer log in.`,
    remedy:
      'Renew it at your municipal office (free of charge). As a health insurance card it works for three more months after the month in which it ended.',
  }),
  'card.otherPerson': ({ personId }) => ({
    title: 'This is somebody else’s card',
    what:
      personId === undefined
        ? 'It is not the card that this drawer knows. Nothing was signed with it.'
        : 'The card belongs to another person of this household than the one whose drawer is open. Nothing was signed with it.',
    remedy:
      personId === undefined
        ? 'Insert your own card. If yours was renewed or replaced, lock this drawer, open it with passphrase or recovery code, and use the card then.'
        : 'Insert the right card, or lock this drawer and open the drawer of the person this card belongs to.',
  }),
  'card.unstableSignature': {
    title: 'This card cannot serve as a key',
    what: 'It signed the same bytes twice with different results. A drawer locked with it might never open again.',
    remedy: 'Make the drawer with a passphrase instead.',
  },
  'portal.unreachable': {
    title: 'The portal does not answer',
    what: 'There is no answer from the network or the portal. Credentials in your wallet can still be looked at.',
    remedy:
      'Check your network and try again later. In practice mode, start the practice portal in the practice tools.',
  },
  'portal.untrusted': {
    title: 'This is not the portal we know',
    what: 'Whoever answered does not hold the certificate of the real portal. Nothing was sent.',
    remedy: 'Try another network. Do not use public Wi-Fi for this.',
  },
  'portal.refused': ({ reason, title }) => ({
    title: 'The portal said no',
    what:
      portalReasons[reason] ??
      (title === undefined ? `The portal’s reason: ${reason}` : `The portal’s words: ${title}`),
    remedy: 'Start again from the beginning. If it happens again, look at the portal’s own notices.',
  }),
  'portal.badAnswer': ({ detail }) => ({
    title: 'The answer does not follow the rules',
    what: `It was refused to keep you safe (${detail}). Nothing was saved.`,
    remedy: 'Try again later.',
  }),
  'portal.otherOrigin': {
    title: 'Somebody asked for a login elsewhere',
    what: 'The portal wanted a signature for a login at a different address. Nothing was signed.',
    remedy: 'Do not use this portal.',
  },
  'portal.notConfigured': ({ missing }) => ({
    title: 'No portal is set up yet',
    what: `What is needed to reach the real portal is missing (${missing.join(', ')}).`,
    remedy: 'In practice mode you can try everything today.',
  }),
  'session.none': {
    title: 'You are not logged in',
    what: 'This needs a login at the portal.',
    remedy: 'Log in with your card on the “Log in” screen.',
  },
  'session.expired': {
    title: 'Your login has run out',
    what: 'The portal ended the login to keep you safe. Credentials in your wallet are untouched.',
    remedy: 'Log in with your card again.',
  },
  'offer.invalid': ({ detail }) => ({
    title: 'This offer cannot be read',
    what: `The link is cut short or does not follow the rules (${detail}). Nothing was received.`,
    remedy: 'Copy the link again from beginning to end. If that fails, ask the issuer for a new offer.',
  }),
  'offer.expired': {
    title: 'This offer has expired',
    what: 'The offer can no longer be used. Nothing was received.',
    remedy: 'Ask the issuer for a new offer.',
  },
  'offer.codeWrong': {
    title: 'The code does not match',
    what: 'It is not the code that the issuer gave you. Nothing was received.',
    remedy: 'Check the code and type it again.',
  },
  'issuer.signatureInvalid': {
    title: 'The issuer’s signature is not valid',
    what: 'It could not be established who makes this offer. Nothing was received.',
    remedy: 'Do not use this offer.',
  },
  'issuer.untrusted': ({ name }) => ({
    title: 'Unknown issuer',
    what: `“${name}” is not on the list of issuers that Tefuda trusts. Nothing was received.`,
    remedy: 'Find out where this offer came from. If you did not expect it, ignore it.',
  }),
  'credential.invalid': ({ rule, detail }) => ({
    title: 'The credential does not hold',
    what: `What arrived did not pass the checks (${rule}: ${detail}). It was not saved.`,
    remedy: 'Tell the issuer and ask for a new one.',
  }),
  'credential.expired': {
    title: 'The credential has expired',
    what: 'It is past its end and can no longer be used.',
    remedy: 'Receive a new one from the issuer.',
  },
  'credential.revoked': {
    title: 'The credential has been revoked',
    what: 'The issuer has withdrawn this credential.',
    remedy: 'Ask the issuer for the reason and receive a new one.',
  },
  'credential.notFound': {
    title: 'That credential is not here',
    what: 'It is not in this drawer. Perhaps it was removed.',
    remedy: 'Go back to your credentials.',
  },
  'request.invalid': ({ detail }) => ({
    title: 'This request cannot be read',
    what: `The link is cut short or does not follow the rules (${detail}). Nothing was sent.`,
    remedy: 'Copy the link again from beginning to end. If that fails, ask for a new request.',
  }),
  'request.signatureInvalid': {
    title: 'The request’s signature is not valid',
    what: 'The request was changed on its way or is a forgery. Nothing was sent.',
    remedy: 'Do not answer this request.',
  },
  'request.replayed': {
    title: 'This request was answered before',
    what: 'You answered or declined it earlier. The same request is never answered twice.',
    remedy: 'If needed, ask for a new request. Your earlier answer is in the ledger.',
  },
  'request.expired': {
    title: 'This request has expired',
    what: 'The request can no longer be used. Nothing was sent.',
    remedy: 'Ask for a new request.',
  },
  'verifier.untrusted': ({ name }) => ({
    title: 'A request from somebody unknown',
    what: `“${name}” is not among the parties that can be verified. Nothing was sent.`,
    remedy: 'Do not answer. If you expected this request, ask them directly.',
  }),
  'verifier.overAsks': ({ name, attributes }) => ({
    title: 'More was asked than is allowed',
    what: `“${name}” asked for attributes that it did not register (${attributes.join(', ')}). Nothing was sent.`,
    remedy: 'Ask them for a request with only what they need.',
  }),
  'request.unanswerable': ({ missing }) => ({
    title: 'You do not have what is asked for',
    what: `This drawer does not hold: ${missing.join(', ')}. Nothing was sent.`,
    remedy: 'Log in to the portal and receive the credential first.',
  }),
  'request.choiceInvalid': {
    title: 'That choice cannot be sent',
    what: 'The request does not allow this combination. Nothing was sent.',
    remedy: 'Choose again from the options shown.',
  },
  'verifier.unreachable': {
    title: 'It is not certain whether it arrived',
    what: 'The connection broke while sending. It may have been received. The ledger keeps it as unfinished.',
    remedy: 'Ask the other side whether it arrived. If not, ask for a new request.',
  },
  'verifier.refused': ({ reason }) => ({
    title: 'The other side did not accept it',
    what: `What you presented was refused (${reason}).`,
    remedy: 'Ask them for the reason.',
  }),
  'pending.gone': {
    title: 'This question has run out',
    what: 'It was open for too long and has been withdrawn. Nothing was sent.',
    remedy: 'Open the link again.',
  },
  'drawer.locked': {
    title: 'The drawer is locked',
    what: 'This needs an open drawer.',
    remedy: 'Open your drawer on the “Family” screen.',
  },
  'drawer.wrongKey': {
    title: 'The drawer did not open',
    what: 'This passphrase, card or recovery code does not open it.',
    remedy: 'Check that you chose your own drawer. If nothing helps, use the recovery code that you keep on paper.',
  },
  'drawer.noSuchSlot': {
    title: 'This way of opening is not set up',
    what: 'The drawer has no such key.',
    remedy: 'Choose another way to open it.',
  },
  'drawer.inUse': {
    title: 'The drawer is in use',
    what: 'Another window or command is using this drawer.',
    remedy: 'Finish there first, then try again.',
  },
  'drawer.damaged': {
    title: 'The drawer’s file is damaged',
    what: 'The file is cut short or was altered. It was not opened, and it was left as it is.',
    remedy: 'Put back a backup if you have one. Otherwise make a new drawer and receive your credentials again.',
  },
  'drawer.newer': {
    title: 'This drawer was made by a newer Tefuda',
    what: 'This version is too old to open it. Nothing was changed.',
    remedy: 'Update Tefuda.',
  },
  'drawer.otherRealm': {
    title: 'Practice and real must not mix',
    what: 'A practice drawer opens in practice mode only, a real one in the real wallet only.',
    remedy: 'Switch the mode, then open it.',
  },
  'drawer.lastSlot': {
    title: 'The recovery code cannot be removed',
    what: 'It is the last resort for opening this drawer and always stays.',
    remedy: 'Other ways of opening can be added and removed in Settings.',
  },
  'drawer.processEnded': {
    title: 'The drawer was closed',
    what: 'The part that handles the drawer ended unexpectedly, so the drawer was locked. What was saved is still there.',
    remedy: 'Open it again.',
  },
  'passphrase.weak': {
    title: 'This passphrase is too weak',
    what: 'Another person or a computer could guess it.',
    remedy: 'Use four or more unrelated words, or “Make one for me”.',
  },
  'recovery.notTypedBack': {
    title: 'The recovery code was not confirmed',
    what: 'What was typed differs from the code shown, so the drawer was not made.',
    remedy: 'Start again, and print the new code or write it down.',
  },
  'person.notFound': {
    title: 'That person is not here',
    what: 'They are not registered in the Tefuda of this computer.',
    remedy: 'Look at the “Family” screen.',
  },
  'person.nameTaken': {
    title: 'Somebody has this name already',
    what: 'Two people cannot have the same name here; it would lead to mistakes.',
    remedy: 'Choose a name that tells them apart, such as “Dad” or “Taro (elder)”.',
  },
  'keychain.unavailable': {
    title: 'The computer’s keychain is not available',
    what: 'Part of the drawer’s key is kept by the operating system’s keychain. It is missing or locked, so card and passphrase cannot open the drawer. Tefuda never falls back to weaker protection.',
    remedy:
      'Log in to your computer again and unlock the keychain. If it is urgent, open the drawer with the recovery code that you keep on paper.',
  },
  'household.secretMissing': {
    title: 'This computer’s keys do not open the drawer',
    what: 'The keychain works but does not hold this household’s secret: the files came from another computer, or the keychain is a new one.',
    remedy:
      'Open the drawer with the recovery code that you keep on paper, then add a card or passphrase again in Settings.',
  },
  'household.damaged': {
    title: 'The list of people is damaged',
    what: 'The file with the family’s names cannot be read. The drawers’ files were not touched.',
    remedy: 'Put back a backup if you have one.',
  },
  'store.full': {
    title: 'The disk is full',
    what: 'It could not be saved. What was there before is untouched.',
    remedy: 'Delete files you do not need, then try again.',
  },
  'ledger.noSuchEntry': {
    title: 'There is no such entry',
    what: 'It has been erased already, or it is the note that something was erased. Such notes cannot be erased.',
    remedy: 'Open the ledger again and look once more.',
  },
  'ledger.notAHead': {
    title: 'That is no receipt of the ledger',
    what: 'The receipt of a ledger looks like “37-K7QD-29XB-MM3T-0VWZ”. Nothing was changed.',
    remedy: 'Look at the receipt again and enter all of it, from the number on.',
  },
  'backup.notOne': {
    title: 'This is not a Tefuda backup',
    what: 'The file is something else. Nothing was changed.',
    remedy: 'Choose the file that Tefuda saved; its name ends in .tefuda-backup.',
  },
  'backup.damaged': {
    title: 'The backup is damaged',
    what: 'It was cut short or altered after it was made, so nothing of it is used. Nothing on this computer was changed.',
    remedy: 'If you have another copy, try that one. As long as you still have the drawer, make a new backup.',
  },
  'backup.newer': {
    title: 'This backup was made by a newer Tefuda',
    what: 'This version is too old to read it. Nothing was changed.',
    remedy: 'Update Tefuda.',
  },
  'backup.otherRealm': {
    title: 'Practice and real must not mix',
    what: 'A backup of a practice drawer can be restored in practice mode only, a real one in the real wallet only.',
    remedy: 'Switch the mode in Settings, then choose the file again.',
  },
  'backup.wrongKey': {
    title: 'That does not open this backup',
    what: 'The recovery code or passphrase is another one than when the backup was made. Nothing was changed.',
    remedy: 'Check the paper: it must be the code that was valid on the day of the backup. Then try again.',
  },
  'backup.noPassphrase': {
    title: 'This backup has no passphrase',
    what: 'When it was made, no passphrase was chosen for it.',
    remedy: 'Open it with the recovery code.',
  },
  'drawer.notUpdated': {
    title: 'The drawer could not be brought up to date',
    what: 'This version stores drawers in a new way, and the change did not succeed. The drawer was put back as it was; nothing is lost.',
    remedy: 'Use the version of Tefuda that you had before, and make a backup there. Then try a newer version.',
  },
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
  'practice.only': {
    title: 'Only in practice mode',
    what: 'This cannot be done in the real wallet.',
    remedy: 'Switch to practice mode.',
  },
  'app.cancelled': {
    title: 'Stopped',
    what: 'You stopped, so nothing was done.',
    remedy: 'Start again whenever you like.',
  },
  'app.busy': {
    title: 'Something else is under way',
    what: 'Tefuda does one thing at a time, so that nothing gets mixed up.',
    remedy: 'Finish or stop what is running, then try again.',
  },
  'app.refusedCall': {
    title: 'Something went wrong inside Tefuda',
    what: 'An instruction from the screen did not follow the rules and was not carried out.',
    remedy: 'Restart Tefuda.',
  },
  'app.unexpected': ({ incident }) => ({
    title: 'Something unexpected happened',
    what: `This was not finished. Incident number: ${incident}`,
    remedy: 'Try again. If it goes on, report it with this number.',
  }),
}
