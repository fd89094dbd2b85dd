import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { meanings, pcscFailure, serviceIsGone, TookTooLong } from './pcscFailure.ts'

/** The sentences of the installed binding, from its own source. */
const entry = createRequire(import.meta.url).resolve('smartcard')
const source = readFileSync(join(dirname(entry), '..', '..', 'src', 'pcsc_errors.h'), 'utf8')
const sentences = [...source.matchAll(/return "([^"]+)"/g)].map(([, sentence]) => sentence ?? '')

describe('what PC/SC says, as failures', () => {
  it('rests on sentences that the installed binding really has', () => {
    expect(sentences.length).toBeGreaterThan(25)
    for (const sentence of Object.keys(meanings)) expect(sentences).toContain(sentence)
  })

  it('gives a failure for every sentence, and a card that leaves while in use is removed', () => {
    for (const sentence of sentences) {
      expect(pcscFailure(new Error(sentence), 'connect').code).toMatch(/^card\./)
      expect(pcscFailure(new Error(sentence), 'transmit').code).toMatch(/^card\./)
    }
    expect(pcscFailure(new Error('Card was removed'), 'transmit')).toEqual({ code: 'card.removed' })
    expect(pcscFailure(new Error('Card was removed'), 'connect')).toEqual({ code: 'card.absent' })
    expect(pcscFailure(new Error('Sharing violation'), 'connect')).toEqual({ code: 'card.busy' })
    expect(pcscFailure(new Error('PC/SC service not running'), 'connect')).toEqual({ code: 'card.noService' })
  })

  it('does not pass on what it does not know', () => {
    expect(pcscFailure(new Error('something with a serial number 12345'), 'transmit')).toEqual({
      code: 'card.garbled',
      step: 'PC/SC transmit',
    })
    expect(pcscFailure(new TookTooLong(), 'transmit')).toMatchObject({ code: 'card.garbled' })
    expect(pcscFailure('no error at all', 'connect')).toMatchObject({ code: 'card.garbled' })
  })

  it('tells a service that is gone from a reader that is', () => {
    expect(serviceIsGone(new Error('PC/SC service stopped'))).toBe(true)
    expect(serviceIsGone(new Error('Unknown reader'))).toBe(false)
  })
})
