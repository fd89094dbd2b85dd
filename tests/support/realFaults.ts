// For each thing that the doctor can say, the test that brings it about for real: with a service, a card, a keychain, a disk,
// a clock or a server, and nothing in their place.
import type { DoctorCode } from '../../main/doctor/diagnosis.ts'

interface Where {
  readonly file: (typeof realFiles)[number]
  /** The whole title. */
  readonly test: string
}

/** Files whose faults are real; what stands in memory proves the words alone. */
const realFiles = [
  'tests/pcsc/doctor.test.ts',
  'tests/pcsc/tefuda.test.ts',
  'tests/keychain/doctor.test.ts',
  'tests/cross/doctorFaults.test.ts',
] as const

const service = (test: string): Where => ({ file: 'tests/pcsc/doctor.test.ts', test })
const commandLine = (test: string): Where => ({ file: 'tests/pcsc/tefuda.test.ts', test })
const keychain = (test: string): Where => ({ file: 'tests/keychain/doctor.test.ts', test })
const surroundings = (test: string): Where => ({ file: 'tests/cross/doctorFaults.test.ts', test })

export const realFaults: Readonly<Record<DoctorCode, Where>> = {
  'service.running': service('finds it not running, names what is installed, and has the system start it'),
  'reader.found': service('finds no reader, then an empty one, then a card of another kind in it'),
  'card.noService': service('finds it killed, before and while it looks'),
  'card.noReader': service('finds no reader, then an empty one, then a card of another kind in it'),
  'card.absent': service('finds no reader, then an empty one, then a card of another kind in it'),
  'card.unknown': service('finds no reader, then an empty one, then a card of another kind in it'),
  'card.removed': service('finds a card that is pulled out while it looks'),
  'card.busy': service('finds another program holding the card, and names it until it lets go'),
  'card.read': service('finds a last try after wrong PINs, and the lock after one more'),
  'card.triesLow': service('finds a last try after wrong PINs, and the lock after one more'),
  'card.pinLocked': service('finds a last try after wrong PINs, and the lock after one more'),
  'card.withoutPins': service('finds a card without PINs, and one whose certificate has ended'),
  'card.certificateExpired': service('finds a card without PINs, and one whose certificate has ended'),
  'card.licence': service('knows a driver’s licence and both kinds of phone'),
  'card.phone': service('knows a driver’s licence and both kinds of phone'),
  'card.garbled': service('finds a card that answers garbage, or not to the end'),
  'card.certificateUnreadable': service('finds a card whose certificate is none'),
  'clock.right': surroundings('finds it answering, with a clock that agrees'),
  'clock.wrong': surroundings('finds that this PC’s clock is wrong, either way'),
  'clock.unchecked': surroundings('finds nobody at that address, and starts the practice portal where it may'),
  'keychain.answers': keychain(
    'a keyring is found answering, locked, and answering again; a look never asks to unlock it',
  ),
  'keychain.locked': keychain(
    'a keyring is found answering, locked, and answering again; a look never asks to unlock it',
  ),
  'keychain.unavailable': keychain('where there is no bus, or nobody on it, the keychain is unavailable'),
  'drawers.writable': surroundings('finds a folder that others can look into, and closes it'),
  'drawers.notWritable': surroundings('finds a disk that can only be read'),
  'drawers.permissions': surroundings(
    'finds rights that were taken from an ordinary user’s own folder, and gives them back',
  ),
  'drawers.open': surroundings('finds a folder that others can look into, and closes it'),
  'store.full': surroundings('finds a disk that is full, and one that is nearly so'),
  'portal.reachable': surroundings('finds it answering, with a clock that agrees'),
  'portal.unreachable': surroundings('finds nobody at that address, and starts the practice portal where it may'),
  'portal.untrusted': surroundings('finds one whose certificate comes from somebody else'),
  'portal.badAnswer': surroundings('finds an answer that breaks the rules, but not one that sends elsewhere'),
  'portal.notConfigured': commandLine('finds with the doctor that no real portal is set up'),
}
