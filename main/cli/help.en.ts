export const commands = `tefuda COMMAND: the wallet without a window

  doctor               look at reader, card, clock, keychain, folder and portal; each finding with cause and remedy.
                       --bundle FILE writes a record for support without personal data, and shows it (- shows it only)
  card                 what the card tells without a PIN: kind, tries left, certificates, licence
  card attributes      name, address, birth date and sex: --by pin (default) or number, the one printed on the card
  card face            what the face shows, by the printed number; --out FILE.png writes the photo
  card licence         the driver's licence on that card; --second reads domicile and photo too (second PIN from
                       --second-pin-fd N). Of all this nothing is stored; --json has the pictures as data: URLs
  pin status           every PIN of the card: official name, tries left; spends none
  pin change PIN       change authentication, signature, input or resident; the old PIN from --pin-stdin or --pin-fd,
                       the new one from --new-pin-fd, or both asked at a terminal. With --person or a passphrase it is
                       also written into that drawer's ledger
  cert [list]          the certificates that are open to everybody, and who vouches for them
  cert show WHICH      authentication, signature, authentication-ca or signature-ca with every detail: --pem FILE (- for
                       standard output). The signing certificate is opened by its PIN (--pin-stdin, --pin-fd)
  cert keep WHICH      authentication or signature into the drawer, to be shown without the card
  login                log in to the portal with the card; a drawer that the card opens is opened by the same PIN entry.
                       --pc: by the key that is enrolled for this PC, without the card
  pc enrol NAME        log in with the card and enrol this PC under that name: from then on an open drawer logs in.
                       pc list: the enrolled PCs. pc end ID: ends one
  receive OFFER        receive a credential; at a terminal the offer is shown and you are asked first
  share REQUEST        share attributes: --choose NUMBER (or an option's id), or --least for the smallest answer.
                       Without either: at a terminal you are asked, otherwise the options are printed, nothing is sent and
                       the exit status is 1. --credential QUERY=ID picks a credential where several would do
                       (else the one received last)
  list                 the credentials in the drawer; --search WORDS only those that hold each word (names, issuers, values)
  show ID              one credential with its attributes, verified again
  ledger               what was shared, signed, received and refused, newest first: --act ACT, --outcome OUTCOME (both may
                       be repeated), --actor NAME, --party NAME, --from DAY, --until DAY, --text WORDS
  ledger verify        is it as it was written, and does it go on from what the keychain keeps? Exit status 1: no.
                       --receipt CODE from a receipt, --head FILE from an export, to compare with
  ledger export        --format json|csv --out FILE, with the filters of ledger; the file is not encrypted
  ledger erase ID      take the content of an entry away for ever; that it was erased stays
  ledger letter ID     a letter to the party of an entry, which nobody sends: --about deletion|abuse, --out FILE
  ledger begin-anew    keep the present ledger in the keychain from now on, for example after an older backup was restored
  mandate [list]       who may act for whom, on what basis, until when; what ends soon
  mandate child NAME   make a drawer for a child, which you open as guardian: --born DAY, --colour blue|green|…; the
                       recovery code is shown once
  mandate appoint NAME somebody of this household may act for you: --until DAY (a year at most), --scope some of
                       share,receive,logIn,sign. They open their own drawer for it: --agent-by card|passphrase|recovery
                       (--agent-passphrase-fd N). With --for CHILD: another guardian
  mandate end ID       take it back; the drawer is re-keyed. mandate give-up ID: you act for them no more
  mandate hand-over ID to a child that has come of age: --opener card|passphrase, and a new recovery code
  mandate portal list  agents registered at the portal, as it told them last; … portal refresh asks it, … portal records
                       what was done by agents, … portal end ID ends one
  mandate portal register NAME
                       with both cards, each by its own PIN (--other-pin-fd N: theirs): --as agent|principal (you),
                       --basis legal|appointed, --scope some of applications,selfinfo,insurance,notices,documents,
                       --from DAY --until DAY
  selfinfo [list]      self-information (自己情報) that was requested, and how far it is; selfinfo refresh asks the portal
  selfinfo items       what can be requested; selfinfo ask ITEM… --purpose TEXT, --from DAY --until DAY (else the latest),
                       --mandate ID (of the portal); prints the page on which you consent
  selfinfo compare ID  confirm with the card that you are the owner of the drawer: the 4-digit input PIN (--pin-fd N with
                       --pc), or --number-fd N. selfinfo show ID: what has come. selfinfo remove ID
  procedure search [WORDS]
                       what there is to apply for: --event birth|move|school|work|care|retirement|death|travel|tax,
                       --kind adult|child|parent|elderly|household_head|employer, --in MUNICIPALITY. Nobody has to be logged in.
                       procedure last: what was found last, with no portal
  procedure show ID    one of them, checked against the drawer and the card that lies there: whose card, PINs with their tries,
                       certificates, attachments, who may send it. No PIN is used. Exit status 1: it could not be sent now
  apply [list]         drafts of applications. apply begin PROCEDURE: --form-file FILE.json fills it in at once; for somebody
                       else --family NAME --born DAY (family, without a mandate) or --mandate ID (of the portal)
  apply show ID        every field with its place and its source, and what is still wrong
  apply save ID FILE   the whole form as JSON (- for standard input). apply drop ID removes the draft
  apply fill ID        where it can be filled from; apply fill ID card|CREDENTIAL|RECEIPT fills what is empty
  apply attach ID WHAT FILE
                       … or --paper ID, or --credential ID with --attributes A,B to show those beside the required ones.
                       apply detach ID WHAT
  apply send ID        show what is sent, ask (--yes: do not), sign where the procedure wants it (--signature-pin-fd N), and
                       send; prints the receipt number. Sent again after a lost answer it stays one application
  apply correct RECEIPT
                       a draft that corrects what was sent back. application withdraw RECEIPT takes one back
  application [list]   how everything stands that was sent, by person, and what follows from it; kept, so no portal is asked.
                       application refresh asks the portal and keeps applications, notices, bills and official documents
  application family   how everything stands for the whole family: of others what they let everybody see, and with --person
                       (or a passphrase) all of that drawer
  application show RECEIPT
                       one of them: history, what is to be corrected, documents (see paper), what was sent
  application done RECEIPT:NUMBER
                       something that follows is done; undone takes that back
  notice [list]        what the portal and the offices tell. notice read ID shows one, which is then read
  pay [list]           taxes and fees, due and paid. pay look WHAT: what is to be paid, where WHAT is an id of the list,
                       AGENCY-PAYMENT-CONFIRMATION-DIVISION of a tax (eL number) or PAYMENT-CONFIRMATION of a fee
  pay bill WHAT        looks at it, asks (--yes: do not), and pays
  paper [list]         papers that are kept: certificates and records as the files that they are
  paper show ID        what it says, read and verified again; paper verify ID: exit status 0 only where a signature holds
                       and its signer is on the list, 1 where not, or where there is none
  paper import FILE…   keep PDF, signed XML, medicines, check-ups, vaccination files; all of them or none
  paper export ID --out NEW-FILE, not encrypted          paper remove ID
  paper fetch [RECORD…]
                       from the portal: insurance, licence, drugs, checkup, vaccination, qualification, or all of them
  link [list]          services that are linked at the portal, as it told last. What follows logs in for as long as it runs:
  link add etax|nenkin link it; link end etax|nenkin ends the link. What was received stays
  link documents etax|nenkin
                       what the service has for you; link fetch etax|nenkin [ID…] receives it into the papers
  calendar [list]      what ends or is due: what everybody may see, or with --person (or a passphrase) all of their drawer
  calendar add WHAT --until DAY
                       a date of your own; calendar remove ID takes it away
  calendar export FILE what the list shows, as an iCalendar file, not encrypted
  calendar file on|off a file for calendar programs that follows what everybody may see, not encrypted
  calendar remind      gives the reminders that are due to the desktop, for a timer; on|off: your own choice
  sign FILE…           sign with the card, all with one PIN entry: --form pades|adbe|cms|cms-detached, --out NEW-FILE-OR-FOLDER.
                       This equals a registered seal (実印): without --yes you are asked. --pin-fd or --pin-stdin: the PIN of
                       the signing certificate. With --person their drawer is opened and keeps a record. Overwrites nothing
  verify FILE          the signatures of a PDF or CMS file: --content FILE (what a detached one was made over),
                       --trust FILE (PEM; else the authorities of the card), --at INSTANT
  inspect FILE         what it is, who signed it, whether it is valid and why not: --trust FILE (PEM, JWK, JWKS),
                       --at INSTANT, --audience WHO, --nonce TEXT, --client-id ID, --response-uri URL
  person add NAME      make a person and their drawer: --by card or passphrase, --colour blue|green|…; the recovery code is
                       shown once
  person list          who lives here, and what each lets everybody see of their drawer while it is shut
  person move NAME PLACE
                       puts somebody at that place in the list, from 1. What follows opens the drawer of --person, whose own
                       choice it is:
  person rename NAME   another name          person colour blue|green|orange|magenta|purple|cyan
  person picture cat|dog|rabbit|bear|bird|fish|tulip|tree|clover|sun|boat|umbrella|none, or --photo FILE (JPEG or PNG)
  person overview nothing|date|named|calendar
                       which days everybody sees of the shut drawer: none, when something expires next, also what it is, or
                       the whole calendar
  person applications on|off
                       whether everybody sees how the applications stand while the drawer is shut: their names, the portal's
                       own label, whether one is sent back, the next day; off at first
  person hand-over FILE
                       everything for a move to a new PC: a backup, a test restore (--recovery-fd N), and --list FILE, what to
                       take along and to do there
  person erase NAME    erase a person from this PC, opening their drawer once more (--by …). Cannot be undone: the name is
                       typed, or given with --confirm NAME. --report FILE keeps what was erased and what was not
                       --without-key erases a drawer that nobody can open, seven days after "person ask-removal NAME",
                       unless somebody opens it or says "person keep NAME"
  pc dispose           take everything of Tefuda off this PC, of both modes: --confirm "erase everything", --report FILE
  key [list]           the keys of the drawer, with what their owner has to be told
  key seen             the owner has read what they were told about the door; it is not told again
  key add KIND         card or passphrase (--new-passphrase-fd N); each change encrypts the drawer anew
  key change           another passphrase in the place of the present one
  key renew WHICH      card (a renewed certificate), recovery (a new code; older sheets are void) or the id of a key
  key remove WHICH     card, passphrase or the id of a key; the recovery code always stays
  recovery family status|off
                       whether two of three shares open the drawer, and who has them; off: at once, and they open nothing
  recovery family make NAME NAME
                       three shares: one on paper for you, two for those: in the drawer of who lives here, else, or with
                       --on-paper, on paper. Any two open everything at any time, without asking you
  recovery family use  open the drawer of --person by two shares (--share-fd N twice, or asked), set --opener card or
                       passphrase (--new-passphrase-fd N) and get a new recovery code
  backup make FILE     the open drawer into one encrypted file, which the recovery code opens: --with-passphrase for a
                       passphrase too (--backup-passphrase-fd N). Overwrites nothing
  backup show FILE     what a backup holds, and what has to be done again after a restore: --by recovery or passphrase
                       (--recovery-fd N, --backup-passphrase-fd N)
  backup test FILE     restore it into a temporary place, look at all of it, remove it: exit status 0 when it would work
  backup restore FILE  make a drawer of it, beside those that are there: --opener card|passphrase (--passphrase-fd N is the
                       new drawer's), --name NAME, --colour blue|green|…
`

export const options = `Options
  --json               one JSON object on standard output and nothing else there; failures too: { "ok": false, "failure": … }
  --lang ja|en         language of messages (else LC_ALL, LC_MESSAGES, LANG)
  --practice, --real   which realm; without either: practice where a practice world exists
  --person NAME        whose drawer, by name or id; needed only where several people live
  --reader NAME        which card reader
  --for NAME           act for that person: their drawer is opened through yours (see tefuda mandate)
  --by card|passphrase|recovery
                       how to open the drawer; else by the secret that is given, else by card, else by passphrase
  --pin-stdin          the PIN is the first line of standard input
  --pin-fd N           … of descriptor N; --passphrase-fd N, --recovery-fd N, --tx-code-fd N likewise
  --last-try           you know the PIN: send it though one try is left
  --my-card            the card is yours, though your drawer does not know it: the drawer remembers it
  --whose NAME         whose phone it is; a phone shows its certificate after the PIN only, and is compared then
  --new-pin-fd N       pin change: the new PIN is the first line of descriptor N
  --number-fd N        照合番号B, 14 digits, is the first line of descriptor N
  -y, --yes            ask nothing where a person would confirm
  -h, --help           this text     --version

Secrets are never arguments. Exit status: 0 yes, 1 no, 2 not understood, 3 could not run (no reader or service, drawer in
use by another process, keychain not there, a file that cannot be written or is there already …). TEFUDA_HOME moves all
files.`
