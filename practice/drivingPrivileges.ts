// Derives the ISO list of driving privileges from the Japanese kinds of licence. The mapping is a proposal (参考): ISO has
// no exact counterpart, so the Japanese kinds stay the source of truth.
import type { DrivingPrivilege, LicenceKind } from './person.ts'

/** ISO/IEC 18013-5 7.2.4; codes 01 (sight correction) and 78 (automatic transmission) of ISO/IEC 18013-2 annex A. */
export function drivingPrivileges(
  kinds: readonly LicenceKind[],
  expiresOn: string,
  sightCorrection: boolean,
): DrivingPrivilege[] {
  return kinds.map((held) => {
    const codes = [
      ...(sightCorrection ? [{ code: '01' }] : []),
      ...(held.limits.includes('AT限定') ? [{ code: '78' }] : []),
    ]
    return {
      vehicle_category_code: category(held),
      issue_date: held.heldSince,
      expiry_date: expiresOn,
      ...(codes.length === 0 ? {} : { codes }),
    }
  })
}

function category({ kind, limits }: LicenceKind): string {
  switch (kind) {
    case '大型':
      return 'C'
    case '中型':
      return limits.includes('8t限定') ? 'C1' : 'C'
    case '準中型':
      return limits.includes('5t限定') ? 'B' : 'C1'
    case '普通':
      return 'B'
    case '大型二輪':
      return 'A'
    case '普通二輪':
      return limits.includes('小型限定') ? 'A1' : 'A2'
    case '原付':
      return 'AM'
  }
}
