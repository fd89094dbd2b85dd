// The calendar's days out of what a portal really issues.
import { expect, it } from 'vitest'
import { readOwnDates } from '../../main/calendar/ownDates.ts'
import { dayOf } from '../../main/mandates/days.ts'
import { openStage } from '../support/stage.ts'

it('has the ends of credentials, and of the licence and the insurance that they attest', async () => {
  const stage = await openStage()
  try {
    const licence = await stage.receive('licence')
    const insurance = await stage.receive('health-insurance')
    const dates = await readOwnDates(stage.drawer, stage.ports.now().toISOString())
    const on = (wanted: string) => dates.filter(({ kind }) => kind === wanted).map((date) => date.on)
    expect(on('licence')).toEqual([dayOf(licence.validUntil ?? '')])
    expect(on('insurance')).toEqual([dayOf(insurance.validUntil ?? '')])
    const printed = (face: typeof licence.face, label: string) => face.find((line) => line.label.ja === label)?.value
    expect(on('licenceEnds')).toEqual([printed(licence.face, '有効期間の末日')])
    expect(on('insuranceEnds')).toEqual([printed(insurance.face, '有効終了日')])
    expect(dates).toHaveLength(4)
  } finally {
    await stage.close()
  }
})
