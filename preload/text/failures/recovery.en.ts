import type { RecoveryTexts } from './areas.ts'

export const recovery: RecoveryTexts = {
  'passphrase.weak': {
    title: 'This passphrase is too weak',
    what: 'Another person or a computer could guess it.',
    remedy: 'Use four or more unrelated words, or “Make one for me”.',
  },
  'recovery.notTypedBack': {
    title: 'The recovery code was not confirmed',
    what: 'What was typed differs from the code shown, so nothing was changed.',
    remedy: 'Start again, and print the new code or write it down.',
  },
  'passphrase.there': {
    title: 'There is a passphrase already',
    what: 'A drawer has one passphrase, so that no forgotten old one stays behind.',
    remedy: 'Change the present passphrase on the screen “Keys”.',
  },
  'recovery.off': {
    title: 'Recovery by the family is not in use',
    what: 'It is not set up for this drawer. Shares that were handed out before it was switched off open nothing.',
    remedy: 'Open the drawer with card, passphrase or the recovery code on paper.',
  },
  'recovery.holderNotReady': ({ name }) => ({
    title: `${name}’s drawer cannot keep a share yet`,
    what: 'They have not opened their drawer with this version of Tefuda. Nothing was changed.',
    remedy: 'Let them open their drawer once, then try again. Or give them their share on paper.',
  }),
  'recovery.holdersAlike': {
    title: 'Choose two different people',
    what: 'Somebody who has two shares can open the drawer alone. You cannot choose yourself either.',
    remedy: 'Choose another person whom you trust, or leave this off.',
  },
  'recovery.noShare': {
    title: 'This drawer keeps no such share',
    what: 'The drawer that is open has no share of that person’s drawer.',
    remedy: 'Let somebody who keeps one open their own drawer, or type a share from paper.',
  },
  'recovery.shareWrong': {
    title: 'This cannot be read as a share',
    what: 'A letter is wrong somewhere. It was not counted as a try.',
    remedy: 'Type the four lines again from the paper.',
  },
  'recovery.shareOther': {
    title: 'This is a share of somebody else’s drawer',
    what: 'The paper does not belong to the drawer that you want to open.',
    remedy: 'Look at the name on the paper, and choose the drawer of that person.',
  },
  'recovery.shareOld': {
    title: 'This share is an old one',
    what: 'The shares were made anew after this paper, or recovery by the family was switched off. Old papers open nothing.',
    remedy: 'Look for the new paper. The old one can be thrown away.',
  },
  'recovery.sharesAlike': {
    title: 'The same share was given twice',
    what: 'It takes two different shares to open the drawer.',
    remedy: 'Type the share of another person.',
  },
  'recovery.ownerOnly': {
    title: 'This notice cannot be put away now',
    what: 'A drawer that was opened by the family keeps telling so.',
    remedy: 'The owner puts it away after opening the drawer with card, passphrase or recovery code.',
  },
}
