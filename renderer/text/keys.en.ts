// The keys of the open drawer, in English.
import type { keys as ja } from './keys.ja.ts'
import { settings } from './settings.en.ts'

export const keys: typeof ja = {
  title: 'Keys',
  lead: 'Ways to open the drawer; any one of them opens it. At each change the drawer is encrypted anew under a new key.',
  settingsText: 'Add, change or remove cards, the passphrase and the recovery code.',
  open: 'Look at the keys',
  list: 'Keys of this drawer',
  card: 'My Number Card',
  phone: 'Phone',
  kinds: settings.kinds,
  since: (day) => `since ${day}`,
  used: (day) => `last used: ${day}`,
  unused: 'not used yet',
  openedWith: 'The drawer is open by this one',
  renewCard: 'Replace by a new card',
  changePassphrase: 'Change the passphrase',
  renewCode: 'Make a new recovery code',
  remove: 'Remove',
  addCard: 'Add a card or phone',
  addPassphrase: 'Add a passphrase',
  removeTitle: (kind) => `Remove the key “${kind}”?`,
  removeText: 'It will no longer open the drawer; no older copy of it opens the new drawer either.',
  removeLast:
    'It is the last everyday key: without it only the recovery code on paper opens the drawer. Make sure that you have that paper.',
  renewCodeTitle: 'Make a new recovery code?',
  renewCodeText:
    'The new code is shown, and you type it back from your paper. All older recovery sheets are void then. Backups made before still open with the code of their day.',
  oldCode:
    'There is a new recovery code. Older sheets only open backups that were made before. Make a new backup too, and throw the old sheets away.',
  keepRecovery: 'The recovery code always stays.',
  elsewhere: {
    mandate: 'ended on the screen “Acting for others”',
    family: 'switched off below, under “Recovery by the family”',
  },
  strength: 'The passphrase’s strength is what protects',
  strengthText:
    'Everybody who logs in to this computer under the same name has the drawer’s file and the secret in the computer’s keychain alike. Against them only the strength of the passphrase protects (or the card with its PIN). That is why weak ones are refused. You can have one made.',
  slowed:
    'After three wrong passphrases, codes or shares the next one has to wait. Somebody who logs in to this computer under the same name can remove that record, though.',
  renewed: 'Was the certificate of your card renewed?',
  renewedText:
    'The card in the reader is a key of no drawer. That is so after its certificate was renewed or the card was replaced. If it is yours, it can take the place of the old card.',
  renewedFamily:
    'If it is yours, open your drawer once with the passphrase or the recovery code, and renew the card on the screen “Keys”. A card of somebody else looks the same.',
  notices: {
    wrongTries: (count) =>
      count === 1
        ? 'A wrong passphrase, code or share was typed since the drawer was last open.'
        : `${count} wrong passphrases, codes or shares were typed since the drawer was last open.`,
    wrongTriesText:
      'If that was not you, somebody may have tried to open it. The ledger has the times. Changing the passphrase is a good idea.',
    familyUsed: (day) => `On ${day} this drawer was opened by recovery by the family.`,
    familyUsedText:
      'Two people with shares opened it together and could look inside. If you did not ask for that, change your keys and look at the ledger.',
    seen: 'I have read this',
  },
  wait: (time) => `The next try is taken in ${time}`,
  waited: 'You can type again.',
}
