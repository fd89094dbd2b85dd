import type { MandateTexts } from './areas.ts'

export const mandates: MandateTexts = {
  'mandate.notParent': {
    title: 'The portal did not accept this legal mandate',
    what: 'Only a parent of a child under 18 can be registered as its legal agent. Nothing was registered.',
    remedy: 'Between adults, choose an appointed agent.',
  },
  'mandate.period': {
    title: 'Please check the days',
    what: 'The last day lies before the first one, or has passed. Nothing was registered.',
    remedy: 'Choose days from today on.',
  },
  'mandate.tooLate': {
    title: 'Time has run out',
    what: 'The portal waits ten minutes for both cards. Nothing was registered.',
    remedy: 'Have both cards at hand and try again.',
  },
  'mandate.otherCard': ({ name }) => ({
    title: `This card is not known to be that of ${name}`,
    what: `In this wallet it is the card of somebody else, or ${name} uses another one. Its PIN was not asked for.`,
    remedy: `Put in the card of ${name}. If it was renewed, let ${name} open their own drawer and use the card as theirs once.`,
  }),
  'mandate.plasticCard': {
    title: 'Please use the card itself',
    what: 'With the certificate on a phone the two signatures cannot be put together. No PIN was asked for.',
    remedy: 'Both people put their My Number Card into the reader.',
  },
  'mandate.outOfScope': {
    title: 'You were not asked to do this',
    what: 'It is not part of what the owner allowed. Nothing was done.',
    remedy: 'Have the owner open their drawer and do it, or decide anew on the “Acting for others” screen.',
  },
  'mandate.childAlone': {
    title: 'Only the child can do this',
    what: 'Erasing from the ledger, appointing others, removing another guardian and, from fifteen on, the PINs are the child’s own. Nothing was done.',
    remedy: 'If it is needed, the child opens the drawer with a key of its own and does it.',
  },
  'mandate.ended': {
    title: 'This mandate has ended',
    what: 'Its last day has passed or it was taken back, so nothing more can be done in this drawer.',
    remedy: 'To go on, have the owner open their drawer and appoint you again.',
  },
  'mandate.ofAge': {
    title: 'Your child has come of age',
    what: 'From the 18th birthday on, guardians can no longer use the drawer. What is in it is untouched.',
    remedy:
      'On the “Acting for others” screen choose “Hand over”: the owner sets up a key of their own and gets a new recovery code.',
  },
  'mandate.unknown': {
    title: 'There is no such mandate',
    what: 'It has ended, or it does not belong to this drawer.',
    remedy: 'Look at the list on the “Acting for others” screen.',
  },
  'mandate.given': {
    title: 'That person may act already',
    what: 'Nobody can be appointed twice. Nothing was changed.',
    remedy: 'To change scope or last day, end the present mandate first and appoint them again.',
  },
  'mandate.basis': {
    title: 'This kind of mandate does not fit',
    what: 'People under 18 have guardians; adults have those whom they appoint themselves. Nothing was changed.',
    remedy: 'Check whose drawer is open.',
  },
  'mandate.days': ({ most }) => ({
    title: 'That last day does not work',
    what: `Choose a last day between today and ${most} days from now.`,
    remedy: 'You can appoint them again before it ends.',
  }),
  'mandate.notAChild': {
    title: 'Check the date of birth',
    what: 'With that date of birth the person is not under 18 today.',
    remedy: 'From 18 on, people make a drawer of their own with a key of their own.',
  },
  'mandate.ownCard': {
    title: 'Sign with your own card',
    what: 'Whoever acts for somebody signs in their own name. This card is not known to be yours. No PIN was sent.',
    remedy: 'Put your own card into the reader. If Tefuda does not know it yet, use it once with your own drawer open.',
  },
  'mandate.guardianStays': {
    title: 'A guardian cannot be removed here',
    what: 'Guardians act by law, and that ends by itself on the 18th birthday.',
    remedy:
      'If a family court decided otherwise, open the drawer with the recovery code on paper and remove them then. If you need help, child guidance centres in Japan answer at 189.',
  },
}
