// Every call and event between the wallet window and main: names, shapes, and the two types made from them.
// No call carries a PIN, a passphrase or a recovery code: those are typed in a window that main owns (secret.ts).
import { z } from 'zod'
import type { Outcome } from './failure.ts'
import { application, board, formContent, portalNotice, shownApplication } from './shapes/applications.ts'
import { backupKey, backupPreview, backupTest, chosenBackup } from './shapes/backup.ts'
import { calendar } from './shapes/calendar.ts'
import { cardPin, cardState } from './shapes/card.ts'
import { cardAttributes, cardFace, licenceData } from './shapes/cardData.ts'
import { certificateView } from './shapes/certificates.ts'
import { language, opener } from './shapes/common.ts'
import { credentialCard, credentialDetail, credentialPage, credentialSearch } from './shapes/credentials.ts'
import { diagnosis } from './shapes/doctor.ts'
import { chosenDocument, documentVerdict, signatureForm, signedDocument } from './shapes/documents.ts'
import {
  attachable,
  attachFrom,
  concerned,
  draftCard,
  fillFrom,
  fillOffers,
  openDraft,
  review,
  sendOutcome,
} from './shapes/drafts.ts'
import { guestChoice, guestPage, guestShow } from './shapes/guest.ts'
import { doorNotice, key } from './shapes/keys.ts'
import { leavingReport, leavingState } from './shapes/leaving.ts'
import { ledgerEntry, ledgerFilter, ledgerLetter, ledgerReport, letterAbout } from './shapes/ledger.ts'
import { idleMinutes, lockChoices, lockNews, lockWarning } from './shapes/locks.ts'
import { mandateBasis, mandateList, mandateScope } from './shapes/mandates.ts'
import { fetchedRecord, measuredSeries, paper, paperCode, paperDetail, recordName } from './shapes/papers.ts'
import { fetchedDocument, partnerDocument, partnerId, partnerList } from './shapes/partners.ts'
import { bill, lookedAtBill, typedNumbers } from './shapes/payments.ts'
import { household, overviewShows, person, personColour, personDrawing } from './shapes/people.ts'
import { portalMandateList, portalMandateTerms, proxyRecord } from './shapes/portalMandates.ts'
import { practiceCard, practiceState } from './shapes/practice.ts'
import { municipality, preflight, procedure, procedureList, procedureSearch } from './shapes/procedures.ts'
import { familyRecovery, keptShare, possibleHolder, wantedHolder } from './shapes/recovery.ts'
import { selfInfoItem, selfInfoItemId, selfInfoJob, selfInfoPeriod } from './shapes/selfInfo.ts'
import { enrolments, inbox, phoneLogIn, session } from './shapes/session.ts'
import { settings, theme } from './shapes/settings.ts'
import { offerSummary, receipt, requestSummary } from './shapes/sharing.ts'

const call = <I extends z.ZodType, O extends z.ZodType>(input: I, output: O) =>
  ({ kind: 'call', input, output }) as const
const event = <P extends z.ZodType>(payload: P) => ({ kind: 'event', payload }) as const

const nothing = z.undefined()
const done = z.void()
const id = z.string().min(1).max(100)
/** A pasted or clicked link. Longer ones are refused before anything is parsed. */
const link = z.string().min(1).max(20_000)

/** A QR code holds no more (ISO/IEC 18004, 40-L). */
const paperCodeText = z.string().min(1).max(7_089)

/** What a person typed to say that they mean it; main compares it. */
const typed = z.string().max(200)

const ledgerExport = z.object({ format: z.enum(['json', 'csv']), filter: ledgerFilter.optional() })
const ledgerLetterWanted = z.object({ id, about: letterAbout, language })

export const contract = {
  settings: {
    read: call(nothing, settings),
    write: call(
      z.object({ language: language.optional(), theme: theme.optional(), furigana: z.boolean().optional() }),
      settings,
    ),
    changed: event(settings),
  },
  household: {
    read: call(nothing, household),
    changed: event(household),
    /** Makes a person and their drawer; main asks for PIN or passphrase and shows the recovery code in its own window. */
    addPerson: call(
      z.object({
        name: z.string().trim().min(1).max(40),
        colour: personColour,
        opener: z.enum(['card', 'passphrase']),
      }),
      person,
    ),
    unlock: call(z.object({ personId: id, by: opener, reader: id.optional() }), household),
    /** The page begins anew. `next`: whose drawer that page then opens, and how. */
    lock: call(lockNews.pick({ next: true }).optional(), household),
    /** The open person says that the card in that reader is theirs, after a card.unfamiliar; kept outside the drawer as a keyed hash. */
    bindCard: call(z.object({ reader: id }), household),
    /** How many cards the open person has said are theirs, beside those that open the drawer. */
    rememberedCards: call(nothing, z.number().int()),
    /** Forgets them all: each is asked about again when it is next used. */
    forgetCards: call(nothing, done),
    /** Where a person stands in the list, from 0; anybody may. */
    move: call(z.object({ personId: id, to: z.int().min(0).max(31) }), household),
    // What follows is the open person's own choice, or for a child its guardian's: person.ownChoice.
    rename: call(z.object({ name: z.string().trim().min(1).max(40) }), household),
    recolour: call(z.object({ colour: personColour }), household),
    /** One of our drawings; null: the first letter of their name again. */
    draw: call(z.object({ drawing: personDrawing.nullable() }), household),
    /** Lets the person choose a photo, of which a small copy is kept; null when they chose none. */
    choosePhoto: call(nothing, household.nullable()),
    /** What everybody at this PC may see while the drawer is shut. */
    allowOverview: call(z.object({ shows: overviewShows }), household),
    /** The other realm: restarts the program there. */
    switchRealm: call(nothing, done),
  },
  /** One credential shown at the screen; while it is, every call outside this group is refused (guest.running). */
  guest: {
    /** What would be shown, verified again now. Nothing begins. */
    look: call(guestChoice, guestPage),
    /** Writes it down, locks everything else, and shows. */
    begin: call(guestChoice, done),
    /** What is shown now. */
    read: call(nothing, guestShow.nullable()),
    /** Hides it; it is gone. */
    end: call(nothing, done),
    /** Whether something is shown. */
    changed: event(z.boolean()),
  },
  /** The ways to open the drawer that is open. Each change encrypts it anew under a new key. */
  keys: {
    list: call(nothing, z.array(key)),
    add: call(z.object({ kind: z.enum(['card', 'passphrase']), reader: id.optional() }), z.array(key)),
    /** A new one in the place of that one: a card whose certificate was renewed, another passphrase, a new recovery code. */
    renew: call(z.object({ id, reader: id.optional() }), z.array(key)),
    remove: call(z.object({ id }), z.array(key)),
    /** What the owner is told about the door, until they say that they have read it. */
    notices: call(nothing, z.array(doorNotice)),
    acknowledge: call(z.object({ id: z.number().int() }), z.array(doorNotice)),
  },
  /** Recovery by the family: two of three shares open the drawer. Off until its owner wants it. */
  recovery: {
    status: call(nothing, familyRecovery),
    /** Who of the household could keep a share in their own drawer. */
    possible: call(nothing, z.array(possibleHolder)),
    /** Makes three shares, one for paper and two for those people; earlier ones open nothing from then on. */
    make: call(z.object({ holders: z.tuple([wantedHolder, wantedHolder]) }), familyRecovery),
    off: call(nothing, familyRecovery),
    /** Shares of others in the open drawer. */
    kept: call(nothing, z.array(keptShare)),
    /** Shows one of them in main's own window, to be printed. */
    showKept: call(z.object({ id }), done),
    /**
     * Opens somebody's drawer by two shares: one from the drawer that is open, where it keeps one, the others typed. Then a
     * new opener is set and a new recovery code shown; recovery by the family is off after it.
     */
    use: call(z.object({ personId: id, opener: z.enum(['card', 'passphrase']), reader: id.optional() }), household),
  },
  card: {
    read: call(nothing, cardState),
    changed: event(cardState),
  },
  session: {
    read: call(nothing, session.nullable()),
    changed: event(session.nullable()),
    /**
     * Log in to the portal with the card. Main asks for the PIN in its own window, uses it once and keeps it nowhere.
     * `whose`: the person who was named for a phone, which shows its certificate only after the PIN.
     */
    logIn: call(z.object({ reader: id.optional(), whose: id.optional() }), session),
    logOut: call(nothing, done),
    inbox: call(nothing, inbox),
    /** Log in with the key that is enrolled for this PC; no card and no PIN. */
    logInByPc: call(nothing, session),
    /** Enrols this PC under that name, with the card: needs a session that the card began. `whose`: see logIn. */
    enrolPc: call(
      z.object({ name: z.string().trim().min(1).max(40), reader: id.optional(), whose: id.optional() }),
      enrolments,
    ),
    enrolments: call(nothing, enrolments),
    endEnrolment: call(z.object({ id }), enrolments),
    /** Shows a QR code for a phone, for one minute; how far the phone is comes by phoneChanged. */
    beginPhone: call(z.object({ pcName: z.string().trim().min(1).max(40) }), phoneLogIn),
    phoneChanged: event(phoneLogIn),
    /** The number that the phone shows. It is good for this one log-in begun here, and nowhere else. */
    finishPhone: call(z.object({ number: z.string().regex(/^\d{6}$/) }), session),
    stopPhone: call(nothing, done),
  },
  credentials: {
    list: call(nothing, z.array(credentialCard)),
    /** Some of the list, and only what holds each of the words that were typed. */
    search: call(credentialSearch, credentialPage),
    /** How many there are now; whoever shows some reads them anew. */
    listChanged: event(z.object({ all: z.int().min(0) })),
    /** One credential with its attributes, verified again now without network. */
    show: call(z.object({ id }), credentialDetail),
    /** Asks the issuer's status list; needs the network. */
    checkStatus: call(z.object({ id }), credentialDetail),
    remove: call(z.object({ id }), done),
  },
  /** Care for the PINs of the card. Their counters come with card.read; every PIN is typed in main's own window. */
  pins: {
    /** Asks for the old PIN and twice for the new one, and changes it. */
    change: call(z.object({ reader: id, pin: cardPin }), done),
  },
  certificates: {
    /** Those that are open to everybody: the authentication certificate and both authorities'. */
    onCard: call(z.object({ reader: id }), z.array(certificateView)),
    /** The signing certificate, which its PIN opens; `id` can be kept within ten minutes. `whose`: see session.logIn. */
    readSigning: call(z.object({ reader: id, whose: id.optional() }), z.object({ id, certificate: certificateView })),
    /** Keeps a certificate for looking at it offline: the authentication one of that card, or one that was read. */
    keep: call(z.union([z.object({ reader: id }), z.object({ id })]), credentialCard),
  },
  cardData: {
    /** The four attributes as text, opened by the PIN for them or by 照合番号B. */
    attributes: call(z.object({ reader: id, by: z.enum(['pin', 'checkNumberB']) }), cardAttributes),
    /** Photo and face of the card, opened by 照合番号B. */
    face: call(z.object({ reader: id }), cardFace),
    /** The driver's licence on that card, of either form; `second` opens domicile and photo of the stand-alone card. */
    licence: call(z.object({ reader: id, second: z.boolean() }), licenceData),
  },
  documents: {
    /** Lets the person choose files; empty when they chose none. */
    choose: call(z.object({ purpose: z.enum(['sign', 'verify', 'content']) }), z.array(chosenDocument)),
    /** A PDF's bytes (base64) as it was when it was chosen, for showing it before it is signed. */
    content: call(z.object({ id }), z.object({ bytes: z.string() })),
    /** Signs all with one PIN entry and writes each result beside its original; nothing is overwritten. `whose`: see session.logIn. */
    sign: call(
      z.object({ ids: z.array(id).min(1).max(20), form: signatureForm, reader: id, whose: id.optional() }),
      z.array(signedDocument),
    ),
    /** Shows a signed file in its folder. */
    show: call(z.object({ id }), done),
    /** `content`: what a detached signature was made over. */
    verify: call(z.object({ id, content: id.optional() }), documentVerdict),
  },
  doctor: {
    examine: call(nothing, z.array(diagnosis)),
    /** Does what the button of that finding says, and looks again. */
    fix: call(z.object({ code: z.string().max(60) }), z.array(diagnosis)),
    /** Text for support, without personal data, as it would be saved. */
    bundle: call(nothing, z.object({ text: z.string() })),
    /** Saves exactly what was shown last; null when the person chose no place. */
    saveBundle: call(nothing, z.object({ savedAs: z.string() }).nullable()),
  },
  backup: {
    /**
     * Writes the open drawer into one encrypted file where the person says; null when they chose no place. The recovery code
     * opens it, and a passphrase too when one is asked for.
     */
    make: call(z.object({ passphrase: z.boolean() }), chosenBackup.nullable()),
    /** Lets the person choose a backup and says what it tells without a secret; null when they chose none. */
    choose: call(nothing, chosenBackup.nullable()),
    /** Asks for the secret and tells what the backup holds. It stays unlocked until another is, a lock, or ten minutes. */
    open: call(z.object({ id, by: backupKey }), backupPreview),
    /** Restores the unlocked backup into a temporary place, looks at all of it and removes it again. */
    test: call(z.object({ id }), backupTest),
    /** Makes a person and their drawer of the unlocked backup. Nothing that is there is replaced. */
    restore: call(
      z.object({
        id,
        name: z.string().trim().min(1).max(40),
        colour: personColour,
        opener: z.enum(['card', 'passphrase']),
        reader: id.optional(),
      }),
      person,
    ),
    /** Forgets what was unlocked. */
    close: call(nothing, done),
  },
  leaving: {
    /** Who lives here and what should be known before somebody goes. */
    read: call(nothing, leavingState),
    /** What goes with a person to their new PC: about a backup of which a test restore found nothing wrong. No secret in it. */
    checklist: call(z.object({ id, language }), z.object({ text: z.string() })),
    saveChecklist: call(z.object({ id, language }), z.object({ savedAs: z.string() }).nullable()),
    /** Opens the drawer once more with a key of its owner, and erases the person. 'mandate': its guardian has just opened it. */
    erase: call(
      z.object({
        personId: id,
        typed,
        by: z.enum(['card', 'passphrase', 'recovery', 'mandate']),
        reader: id.optional(),
      }),
      leavingReport,
    ),
    /** Somebody says that nobody can open this drawer any more. Whoever opens it proves them wrong. */
    askRemoval: call(z.object({ personId: id, typed }), leavingState),
    withdrawRemoval: call(z.object({ personId: id }), leavingState),
    /** Erases without a key: a drawer that nothing can open, or one that nobody opened for seven days after it was asked for. */
    eraseUnopened: call(z.object({ personId: id, typed }), leavingReport),
    /** Takes everything away, of both realms. From then on every other work is refused. */
    dispose: call(z.object({ typed }), leavingReport),
    /** What was erased last, until somebody has seen it; the page that asked for it may have been renewed since. */
    report: call(nothing, leavingReport.nullable()),
    reportSeen: call(nothing, done),
    /** Saves the last report; null when the person chose no place. */
    saveReport: call(nothing, z.object({ savedAs: z.string() }).nullable()),
    /** Ends the program after that. */
    end: call(nothing, done),
  },
  /** Procedures (手続き) at the portal. Nobody has to be logged in. */
  procedures: {
    /** To choose from: by what stands in name, reading or code. */
    municipalities: call(z.object({ text: z.string().max(40) }), z.array(municipality).max(20)),
    search: call(procedureSearch, procedureList),
    /** What was found last, with no portal at hand; null: nothing was looked for yet. */
    last: call(nothing, procedureList.nullable()),
    /** One of them as it is now. */
    open: call(z.object({ id }), procedure),
    /** As it was when it was opened last; null: it never was. */
    kept: call(z.object({ id }), procedure.nullable()),
    /** What is ready for one that was opened, and what is not: asks neither the portal nor for a PIN. null: it is done elsewhere. */
    preflight: call(z.object({ id }), preflight.nullable()),
    /** Reads the signing certificate, for which main asks for its PIN, and checks again. `whose`: see session.logIn. */
    checkSigning: call(z.object({ id, reader: id.optional(), whose: id.optional() }), preflight.nullable()),
  },
  /** Applications (申請) while they are filled in; sent, corrected, withdrawn. Opening and saving need no portal. */
  drafts: {
    list: call(nothing, z.array(draftCard)),
    /** Asks the portal for the procedure's form. Needs a session for a mandate only. */
    begin: call(z.object({ procedure: id, whom: concerned.optional() }), openDraft),
    /** A draft that corrects what was sent back; the one that is there already, where one is. */
    correct: call(z.object({ receiptNo: id }), openDraft),
    open: call(z.object({ id }), openDraft),
    /** Whom it concerns, from now on. */
    concern: call(z.object({ id, whom: concerned }), openDraft),
    /** The whole form as it is typed by now: what differs from what was kept is from then on typed. */
    save: call(z.object({ id, form: formContent }), openDraft),
    fillOffers: call(z.object({ id }), fillOffers),
    /** Fills what is empty; `only` those places, and these also where something stands. Main asks for a PIN in its own window. */
    fill: call(z.object({ id, from: fillFrom, only: z.array(z.string().max(500)).max(500).optional() }), openDraft),
    /** `rule`: id of the attachment rule. */
    attachable: call(z.object({ id, rule: id }), attachable),
    /** null: no file was chosen. What was attached for that rule before is replaced. */
    attach: call(z.object({ id, rule: id, from: attachFrom }), openDraft.nullable()),
    detach: call(z.object({ id, rule: id }), openDraft),
    review: call(z.object({ id }), review),
    /** `seen` of the review that the person looked at; main asks for the PIN. `whose`: see session.logIn. */
    send: call(z.object({ id, seen: z.string().max(64), reader: id.optional(), whose: id.optional() }), sendOutcome),
    drop: call(z.object({ id }), z.array(draftCard)),
    /** An application, until it is decided. */
    withdraw: call(z.object({ receiptNo: id }), application),
  },
  /** Papers: certificates and records that are kept as the files that they are. */
  papers: {
    /** The newest first, without what is attached to drafts. */
    list: call(nothing, z.array(paper)),
    listChanged: event(z.object({ all: z.int().min(0) })),
    /** One of them, read and verified again now, without network. */
    open: call(z.object({ id }), paperDetail),
    /** A PDF's bytes (base64), to be drawn. */
    content: call(z.object({ id }), z.object({ bytes: z.string() })),
    /** Lets the person choose files and keeps them; empty when they chose none. */
    import: call(nothing, z.array(paper)),
    /** Saves it as the file that it is; null when the person chose no place. */
    save: call(z.object({ id }), z.object({ savedAs: z.string() }).nullable()),
    remove: call(z.object({ id }), z.array(paper)),
    /**
     * From the portal; `mandateId`: of whoever gave that mandate there. What was kept until then stays when one fails or the
     * person cancels.
     */
    fetch: call(
      z.object({ records: z.array(recordName).min(1).max(10), mandateId: id.optional() }),
      z.array(fetchedRecord),
    ),
    /** What was measured in several check-ups of the person whose that one is. */
    measured: call(z.object({ id }), z.array(measuredSeries)),
    /** For a health card whose key is not there: asks its issuer for it, and checks the card again. */
    askKey: call(z.object({ id }), paperDetail),
    /** What a QR code that was read on a paper is good for. */
    code: call(z.object({ code: paperCodeText }), paperCode),
    /** Opens the issuer's page behind that code in the system's browser. */
    openOriginal: call(z.object({ code: paperCodeText }), done),
  },
  /** Applications that were sent, as they are kept in the drawer: read with no portal at hand. */
  applications: {
    board: call(nothing, board),
    show: call(z.object({ receiptNo: id }), shownApplication),
    /**
     * Asks the portal how applications, notices and bills stand, fetches official documents, and keeps all of it. `quietly`:
     * beside other work, ended by a lock; without it a cancel ends it, and what others sent for whom the open person is agent
     * at the portal is asked for too.
     */
    refresh: call(z.object({ quietly: z.boolean() }), board),
    /** Something of this, of notices or of bills was kept; or the portal is being asked. */
    changed: event(z.object({ refreshing: z.boolean() })),
    /** The person says that a follow-up is done, or not. */
    tick: call(z.object({ receiptNo: id, index: z.int().min(0).max(50), done: z.boolean() }), board),
  },
  notices: {
    list: call(nothing, z.array(portalNotice)),
    markRead: call(z.object({ id }), z.array(portalNotice)),
  },
  payments: {
    list: call(nothing, z.array(bill)),
    /** Asks the portal what is to be paid under these numbers, anybody's. */
    look: call(typedNumbers, lookedAtBill),
    /** Pays what was looked at; `id` is its pendingId. */
    pay: call(z.object({ id }), bill),
  },
  receive: {
    open: call(z.object({ offer: link }), offerSummary),
    accept: call(z.object({ id, txCode: z.string().max(32).optional() }), z.array(credentialCard)),
    decline: call(z.object({ id }), done),
  },
  share: {
    open: call(z.object({ request: link }), requestSummary),
    /** `credentials` picks a candidate for a credential query where there are several. */
    send: call(z.object({ id, optionId: id, credentials: z.record(z.string(), id) }), receipt),
    decline: call(z.object({ id }), done),
  },
  ledger: {
    /** The newest first. */
    list: call(ledgerFilter.optional(), z.array(ledgerEntry)),
    /** Compared with the head in the keychain, and with a receipt or an exported head where one is given. */
    verify: call(
      z.object({ receipt: z.string().max(80).optional(), head: z.string().max(4000).optional() }).optional(),
      ledgerReport,
    ),
    /** Content and salt go; place and commitment stay, and one more row says that it was erased. */
    erase: call(z.object({ id }), done),
    /** Keeps the present head from now on, whatever was kept before, and writes that down. */
    beginAnew: call(nothing, ledgerReport),
    /** As text: everything where nothing is filtered. */
    exported: call(ledgerExport, z.object({ name: z.string(), text: z.string() })),
    /** Lets the person save it; null when they chose no place. */
    saveExport: call(ledgerExport, z.object({ savedAs: z.string() }).nullable()),
    /** To the party of an entry; nothing is sent. */
    letter: call(ledgerLetterWanted, ledgerLetter),
    saveLetter: call(ledgerLetterWanted, z.object({ savedAs: z.string() }).nullable()),
  },
  /** Who may act for whom (代理). */
  mandates: {
    /** Of the open drawer, both ways. */
    list: call(nothing, mandateList),
    /** Makes a child and its drawer, which the open person opens as its guardian. The recovery code is shown in main's own window. */
    addChild: call(
      z.object({ name: z.string().trim().min(1).max(40), colour: personColour, birthDate: z.iso.date() }),
      person,
    ),
    /** Somebody of this household may act for the open person; they open their own drawer for it. `scope` and `until` are for adults. */
    appoint: call(
      z.object({
        agentId: id,
        basis: mandateBasis,
        scope: z.array(mandateScope).max(10),
        until: z.iso.date(),
        by: z.enum(['card', 'passphrase', 'recovery']),
        reader: id.optional(),
      }),
      mandateList,
    ),
    /** Of the open person's own, or the one through which the drawer is open. */
    end: call(z.object({ id }), mandateList),
    /** The open person acts for somebody no more. */
    giveUp: call(z.object({ id }), mandateList),
    /** Opens the other's drawer in place of the open person's own. */
    actFor: call(z.object({ id }), household),
    /** To a child that has come of age: a key of its own and a new recovery code, typed by themselves. */
    handOver: call(z.object({ id, opener: z.enum(['card', 'passphrase']), reader: id.optional() }), mandateList),
  },
  /** 代理人 as the portal has registered them; what the drawer keeps of them needs no portal. */
  portalMandates: {
    list: call(nothing, portalMandateList),
    refresh: call(nothing, portalMandateList),
    /**
     * Registers one with the cards of both, each with its own PIN; waits for a card that has to be put in. `as`: what the
     * owner of the open drawer becomes. `other`: a person of this household, or somebody else by name.
     */
    register: call(
      z.object({
        as: z.enum(['agent', 'principal']),
        other: z.union([z.object({ personId: id }), z.object({ name: z.string().trim().min(1).max(60) })]),
        terms: portalMandateTerms,
      }),
      portalMandateList,
    ),
    end: call(z.object({ id }), portalMandateList),
    /** The newest first. */
    records: call(nothing, z.array(proxyRecord)),
  },
  /** 自己情報取得. Jobs and results lie in the drawer; all but `list` and `remove` ask the portal. */
  selfInfo: {
    /** The newest first. */
    list: call(nothing, z.array(selfInfoJob)),
    items: call(nothing, z.array(selfInfoItem)),
    /** Asks, and opens the page on which the person consents. `mandateId`: for whoever gave that mandate. */
    ask: call(
      z.object({
        items: z.array(selfInfoItemId).min(1).max(108),
        period: selfInfoPeriod,
        purpose: z.string().trim().min(1).max(200),
        mandateId: id.optional(),
      }),
      selfInfoJob,
    ),
    /** Opens that page once more. */
    openConsent: call(z.object({ id }), done),
    /** Reads the four attributes of the owner's card and has them compared with who consented. */
    compare: call(z.object({ id, by: z.enum(['pin', 'checkNumberB']), reader: id.optional() }), selfInfoJob),
    /** `quiet`: while somebody looks at it; nothing to be cancelled. */
    refresh: call(z.object({ quiet: z.boolean().optional() }), z.array(selfInfoJob)),
    /** Takes what is kept out of the drawer. */
    remove: call(z.object({ id }), z.array(selfInfoJob)),
  },
  /** Accounts of e-Tax and ねんきんネット that the open person linked to the portal's. */
  partners: {
    /** What the portal told last, without asking it. */
    list: call(nothing, partnerList),
    refresh: call(nothing, partnerList),
    link: call(z.object({ partner: partnerId }), partnerList),
    unlink: call(z.object({ partner: partnerId }), partnerList),
    /** Opens the partner's page in the browser, logged in. */
    signOn: call(z.object({ partner: partnerId }), done),
    /** What the partner has for the person. */
    documents: call(z.object({ partner: partnerId }), z.array(partnerDocument)),
    /** Fetches those into the papers; what came of each. */
    fetch: call(z.object({ partner: partnerId, ids: z.array(id).min(1).max(100) }), z.array(fetchedDocument)),
  },
  /** What ends or is due: of the open drawer all of it, of the others what they allowed. Needs no card and no portal. */
  calendar: {
    read: call(nothing, calendar),
    /** Something in it may have changed; whoever shows it reads it anew. */
    changed: event(z.object({ at: z.string() })),
    add: call(z.object({ name: z.string().trim().min(1).max(100), on: z.iso.date() }), calendar),
    /** When the open person's card ends, as its face says. */
    keepCardEnd: call(z.object({ on: z.iso.date() }), calendar),
    /** What was typed, or told by the card. */
    remove: call(z.object({ id }), calendar),
    /** Whether the operating system reminds of what the open person lets everybody see. */
    remind: call(z.object({ on: z.boolean() }), calendar),
    /** The file for calendar programs, not encrypted: what everybody may see, kept up to date. */
    follow: call(z.object({ on: z.boolean() }), calendar),
    /** Shows that file in its folder. */
    showFile: call(nothing, done),
    /** All that is shown now as one iCalendar file, not encrypted. */
    exported: call(nothing, z.object({ text: z.string() })),
    /** Saves it; null when the person chose no place. */
    saveExport: call(nothing, z.object({ savedAs: z.string() }).nullable()),
    /** Gives the reminders that are due to the operating system now. */
    tellDue: call(nothing, z.object({ told: z.array(z.object({ person: z.string(), dates: z.int() })) })),
  },
  links: {
    /** A deep link that was opened and not yet taken up; reading it takes it up. */
    take: call(nothing, z.object({ kind: z.enum(['offer', 'request']), link }).nullable()),
    arrived: event(z.object({ kind: z.enum(['offer', 'request']) })),
  },
  locks: {
    /** The last lock since the program began; null once a drawer is open. */
    last: call(nothing, lockNews.nullable()),
    locked: event(lockNews),
    /** What the open person chose, and what this PC notices. */
    read: call(nothing, lockChoices),
    choose: call(z.object({ idleMinutes }), lockChoices),
    /** Nobody's hand for a while; null: somebody is there again. */
    warning: event(lockWarning.nullable()),
    /** Somebody is there, who may use neither keys nor mouse. */
    stay: call(nothing, done),
  },
  /** Ends what runs and waits for the person, such as a card reading. */
  work: {
    cancel: call(nothing, done),
    progress: event(z.object({ step: z.string(), percent: z.int().min(0).max(100).optional() }).nullable()),
  },
  practice: {
    read: call(nothing, practiceState),
    changed: event(practiceState),
    insertCard: call(z.object({ reader: id, personId: id, kind: practiceCard.optional() }), practiceState),
    removeCard: call(z.object({ reader: id }), practiceState),
    startPortal: call(nothing, practiceState),
    stopPortal: call(nothing, practiceState),
    /** Opens the page behind a QR code in a window that plays the phone. */
    openPhone: call(z.object({ address: z.url().max(500) }), done),
    /** As if the person stood at that desk: answers the link of a new request. */
    ask: call(z.object({ verifier: z.enum(['portal', 'clinic', 'rental']) }), z.object({ link })),
  },
} as const

export type Contract = typeof contract
type CallsOf<G> = { [K in keyof G as G[K] extends { kind: 'call' } ? K : never]: G[K] }
type EventsOf<G> = { [K in keyof G as G[K] extends { kind: 'event' } ? K : never]: G[K] }
type InputOf<C> = C extends { input: infer I extends z.ZodType } ? z.output<I> : never
type OutputOf<C> = C extends { output: infer O extends z.ZodType } ? z.output<O> : never
type PayloadOf<E> = E extends { payload: infer P extends z.ZodType } ? z.output<P> : never
type Arguments<I> = I extends undefined ? [] : [input: I]

/** What main answers: plain functions, no envelope. */
export type Handlers = {
  [G in keyof Contract]: {
    [K in keyof CallsOf<Contract[G]>]: (input: InputOf<Contract[G][K]>) => Promise<OutputOf<Contract[G][K]>>
  }
}

/** Every event by its full name, with its payload. */
export type Events = {
  [G in keyof Contract as keyof EventsOf<Contract[G]> extends string
    ? `${G}.${keyof EventsOf<Contract[G]>}`
    : never]: PayloadOf<EventsOf<Contract[G]>[keyof EventsOf<Contract[G]>]>
}

/** What the renderer sees as `window.wallet`. Calls never reject; events return their own "stop". */
export type WalletApi = {
  [G in keyof Contract]: {
    [K in keyof CallsOf<Contract[G]>]: (
      ...input: Arguments<InputOf<Contract[G][K]>>
    ) => Promise<Outcome<OutputOf<Contract[G][K]>>>
  } & {
    [K in keyof EventsOf<Contract[G]>]: (listener: (payload: PayloadOf<Contract[G][K]>) => void) => () => void
  }
}
