// A person: what they are called and look like, what the family may see, and whose drawer is open; in English.
import type { people as ja } from './people.ja.ts'

export const people: typeof ja = {
  openTitle: (name) => `${name}’s drawer`,
  nobodyTitle: 'no drawer is open',
  acting: (actor, principal, basis) =>
    `${actor}, ${basis === 'guardian' ? 'as guardian' : 'appointed'}, has opened ${principal}’s drawer`,
  nowOpen: (name) => `The drawer that is open is ${name}’s`,

  edit: 'Change name, picture, what is seen',
  title: 'Name, picture, what is seen',
  lead: 'How the family tells this person from the others, and what it sees while the drawer is locked. Only the person whose drawer is open (of a child: a guardian) can change it.',
  back: 'To the family',
  nameTitle: 'Name',
  nameSave: 'Use this name',
  saved: 'Changed',
  colourTitle: 'Colour',
  pictureTitle: 'Drawing or photo',
  pictureChoice: 'Picture',
  letter: 'Letter of the name',
  ownPhoto: 'The chosen photo',
  photo: 'Choose a photo',
  photoAgain: 'Choose another photo',
  photoNote:
    'A JPEG or PNG: a square of its middle is made small and kept. Neither the file nor the place where it was taken is kept.',
  photoSeen: 'Everybody who uses this PC can see this photo.',
  drawings: {
    cat: 'Cat',
    dog: 'Dog',
    rabbit: 'Rabbit',
    bear: 'Bear',
    bird: 'Bird',
    fish: 'Fish',
    tulip: 'Tulip',
    tree: 'Tree',
    clover: 'Clover',
    sun: 'Sun',
    boat: 'Sailing boat',
    umbrella: 'Umbrella',
  },

  overview: {
    title: 'Days that the family sees while the drawer is locked',
    lead: 'Everybody who uses this PC can look at the “Family” and “Calendar” screens. Decide for yourself what can be seen there without opening your drawer.',
    choice: 'What is shown',
    shows: {
      nothing: 'Show no days',
      date: 'Show the date only',
      named: 'Show the date and the name',
      calendar: 'Show the whole calendar',
    },
    notes: {
      nothing: 'As it is at first. Nothing about expiry can be seen.',
      date: 'What it is that expires cannot be seen.',
      named: 'The family learns the name of one credential that you have.',
      calendar:
        'The ends of credentials, card and mandates, deadlines of applications and payments, and dates that you added stand on the “Calendar” screen with their names.',
    },
    seen: 'What the family sees',
    seenNothing: 'Nothing about expiry can be seen.',
    seenEmpty: 'Nothing in the drawer expires, so nothing can be seen.',
    follows: 'It follows when credentials are received or taken away. With “Show no days” it is gone at once.',
  },

  next: {
    title: 'Expires next',
    something: 'Something',
    inTime: (name, day) => `${name}: until ${day}`,
    soon: (days) => (days === 0 ? 'until today' : days === 1 ? 'soon (1 day left)' : `soon (${days} days left)`),
    late: 'has expired',
  },
  openableBy: 'Can be opened with',

  order: {
    button: 'Change the order',
    done: 'The order is right',
    earlier: 'Earlier',
    later: 'Later',
    earlierOf: (name) => `Earlier: ${name}`,
    laterOf: (name) => `Later: ${name}`,
    moved: (name, place) => `${name} is now number ${place}`,
  },
}
