import type { PeopleTexts } from './areas.ts'

export const people: PeopleTexts = {
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
  'person.ownChoice': {
    title: 'That is their own choice',
    what: 'Name, picture, colour and what the family may see cannot be changed by somebody who was asked to act for them. Nothing was changed.',
    remedy: 'Let that person (of a child: a guardian) open the drawer and change it.',
  },
  'picture.notOne': {
    title: 'This photo cannot be used',
    what: 'It cannot be read as a JPEG or PNG picture, or it is too large (30 MB at most). Nothing was changed.',
    remedy: 'Choose another photo. A phone’s photos can be used once they are saved as JPEG.',
  },
  'guest.running': {
    title: 'A credential is being shown',
    what: 'Nothing else can be done while it is.',
    remedy: 'End it with “Hide” or the Esc key, and try again.',
  },
}
