import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { codeOf, temporaryFolder, testDrawer } from '../../tests/support/drawers.ts'
import { memoryKeychain } from '../../tests/support/memoryKeychain.ts'
import { DrawerFile } from '../drawer/drawerFile.ts'
import { whileHolding } from './fileLock.ts'
import { abandonDrawer, addPerson, newDrawerId, readHousehold } from './household.ts'
import { cardTag, drawerFolder, drawersFolder, householdSecret, peopleFile } from './householdSecret.ts'

let folder: ReturnType<typeof temporaryFolder>
let home: string
let keychain: ReturnType<typeof memoryKeychain>
beforeEach(() => {
  folder = temporaryFolder()
  home = join(folder.path, 'practice')
  keychain = memoryKeychain()
})
afterEach(() => folder.remove())

/** A person with a real drawer. */
async function settled(name: string): Promise<{ drawerId: string; recovery: Uint8Array }> {
  const secret = await householdSecret(home, keychain)
  const testing = testDrawer(drawersFolder(home))
  const first = { ...testing.create.first, householdSecret: secret }
  ;(await DrawerFile.create({ ...testing.create, first })).close()
  await addPerson(home, keychain, { name, colour: 'blue', drawerId: testing.drawerId })
  return { drawerId: testing.drawerId, recovery: testing.recovery }
}

describe('the household secret', () => {
  test('is made once and is the same afterwards', async () => {
    const secret = await householdSecret(home, keychain)
    expect(secret).toHaveLength(32)
    expect(new Set(secret).size).toBeGreaterThan(8)
    expect(await householdSecret(home, keychain)).toEqual(secret)
  })

  test('differs by home, and is found by whatever way leads to the home', async () => {
    const secret = await householdSecret(home, keychain)
    expect(await householdSecret(join(folder.path, 'real'), keychain)).not.toEqual(secret)
    symlinkSync(home, join(folder.path, 'link'))
    expect(await householdSecret(join(folder.path, 'link'), keychain)).toEqual(secret)
  })

  test('is never made anew where there is a household', async () => {
    await settled('架空 一郎')
    keychain.clear()
    expect(await codeOf(householdSecret(home, keychain))).toBe('household.secretMissing')
    expect(await codeOf(addPerson(home, keychain, { name: 'x', colour: 'blue', drawerId: newDrawerId() }))).toBe(
      'household.secretMissing',
    )
    keychain.lock()
    expect(await codeOf(householdSecret(home, keychain))).toBe('keychain.unavailable')
  })

  test('two that start at once share one', async () => {
    const made = await Promise.all([1, 2, 3, 4].map(() => householdSecret(home, keychain)))
    expect(new Set(made.map((secret) => Buffer.from(secret).toString('hex'))).size).toBe(1)
  })

  test('one of another length is not used', async () => {
    const names: string[] = []
    await householdSecret(home, {
      ...keychain,
      write: (name, secret) => {
        names.push(name)
        return keychain.write(name, secret)
      },
    })
    expect(names).toEqual([expect.stringMatching(/^household-[\w-]{22}$/)])
    await keychain.write(names[0] ?? '', new Uint8Array(31))
    expect(await codeOf(householdSecret(home, keychain))).toBe('household.secretMissing')
  })
})

describe('people', () => {
  test('are read back in their order with the ways into their drawers, and stand nowhere in plain', async () => {
    const [one, two] = [await settled('架空 一郎'), await settled('架空 二葉')]
    const { people, unnamed, without } = await readHousehold(home, keychain)
    expect(people.map(({ name, drawerId, drawer }) => [name, drawerId, drawer.openers])).toEqual([
      ['架空 一郎', one.drawerId, ['card', 'recovery']],
      ['架空 二葉', two.drawerId, ['card', 'recovery']],
    ])
    expect([unnamed, without]).toEqual([[], undefined])
    const files = readdirSync(home, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
    for (const { parentPath, name } of files) {
      const content = readFileSync(join(parentPath, name))
      for (const word of ['架空', '一郎', 'blue']) expect(content.includes(word)).toBe(false)
    }
    expect(readdirSync(home).filter((name) => name.endsWith('.new') || name.endsWith('.lock'))).toEqual([])
  })

  test('a name is taken once, however it is spaced or wide', async () => {
    await settled('架空 一郎')
    for (const name of ['架空 一郎', ' 架空　一郎 ']) {
      expect(await codeOf(addPerson(home, keychain, { name, colour: 'green', drawerId: newDrawerId() }))).toBe(
        'person.nameTaken',
      )
    }
    expect((await readHousehold(home, keychain)).people).toHaveLength(1)
  })

  test('many that are added at once are all there', async () => {
    await Promise.all(
      ['一', '二', '三', '四', '五'].map((name) =>
        addPerson(home, keychain, { name, colour: 'blue', drawerId: newDrawerId() }),
      ),
    )
    expect((await readHousehold(home, keychain)).people).toHaveLength(5)
  })

  test('without the keychain the drawers are there, unnamed, and the recovery code opens them', async () => {
    const { drawerId, recovery } = await settled('架空 一郎')
    const loseSecrets = () => {
      keychain.unlock()
      keychain.clear()
    }
    for (const [lose, without] of [
      [() => keychain.lock(), 'keychain.unavailable'],
      [loseSecrets, 'household.secretMissing'],
    ] as const) {
      lose()
      const household = await readHousehold(home, keychain)
      expect(household).toMatchObject({
        people: [],
        without,
        unnamed: [{ drawerId, drawer: { openers: ['card', 'recovery'] } }],
      })
      const key = { kind: 'recovery', code: recovery.slice() } as const
      ;(await DrawerFile.open({ folder: drawerFolder(home, drawerId), realm: 'practice', key })).close()
    }
  })

  test('an altered list of people is damaged; the drawers are still told', async () => {
    await settled('架空 一郎')
    const whole = readFileSync(peopleFile(home))
    for (let position = 0; position < whole.length; position += 7) {
      const flipped = Buffer.from(whole)
      flipped[position] = (flipped[position] ?? 0) ^ 4
      writeFileSync(peopleFile(home), flipped)
      const household = await readHousehold(home, keychain).catch((error: Error) => error.message)
      expect(['household.damaged', 'household.secretMissing', 'drawer.newer']).toContain(
        typeof household === 'string' ? household : household.without,
      )
    }
    for (const length of [0, 1, 20, whole.length - 1]) {
      writeFileSync(peopleFile(home), whole.subarray(0, length))
      expect(await readHousehold(home, keychain)).toMatchObject({ without: 'household.damaged', unnamed: [{}] })
      expect(await codeOf(addPerson(home, keychain, { name: 'x', colour: 'blue', drawerId: newDrawerId() }))).toBe(
        'household.damaged',
      )
    }
    writeFileSync(peopleFile(home), whole)
    expect((await readHousehold(home, keychain)).people).toHaveLength(1)
  })

  test('a drawer that is damaged or gone does not hide the others', async () => {
    const [one, two] = [await settled('架空 一郎'), await settled('架空 二葉')]
    writeFileSync(join(drawerFolder(home, one.drawerId), 'header.json'), 'garbage')
    const told = async () =>
      (await readHousehold(home, keychain)).people.map(({ drawer }) =>
        'failure' in drawer ? drawer.failure.code : 'fine',
      )
    expect(await told()).toEqual(['drawer.damaged', 'fine'])
    await abandonDrawer(home, two.drawerId)
    expect(await told()).toEqual(['drawer.damaged', 'drawer.damaged'])
  })

  test('a drawer whose making was interrupted never was one, and an empty home stays empty', async () => {
    expect(await readHousehold(home, keychain)).toEqual({ people: [], unnamed: [] })
    expect(existsSync(home)).toBe(false)
    mkdirSync(drawerFolder(home, newDrawerId()), { recursive: true })
    mkdirSync(join(drawersFolder(home), 'something else'))
    await householdSecret(home, { ...keychain, read: async () => new Uint8Array(32) })
    expect((await readHousehold(home, { ...keychain, read: async () => new Uint8Array(32) })).unnamed).toEqual([])
  })

  test('what an interrupted making left is removed an hour later, when the next person comes', async () => {
    const [fresh, old] = [drawerFolder(home, newDrawerId()), drawerFolder(home, newDrawerId())]
    await settled('架空 一郎')
    for (const folder of [fresh, old]) mkdirSync(folder)
    utimesSync(old, new Date(0), new Date(0))
    const { drawerId } = await settled('架空 二葉')
    expect(existsSync(fresh)).toBe(true)
    expect(existsSync(old)).toBe(false)
    expect(existsSync(drawerFolder(home, drawerId))).toBe(true)
  })

  test('an empty home tells that the keychain does not answer', async () => {
    keychain.lock()
    expect(await readHousehold(home, keychain)).toEqual({ people: [], unnamed: [], without: 'keychain.unavailable' })
  })
})

test('a card’s tag depends on card and household, and tells neither', () => {
  const [card, other] = [new Uint8Array(294).fill(1), new Uint8Array(294).fill(2)]
  const [secret, otherSecret] = [new Uint8Array(32).fill(3), new Uint8Array(32).fill(4)]
  expect(cardTag(card, secret)).toBe(cardTag(card.slice(), secret.slice()))
  expect(cardTag(card, secret)).toMatch(/^[\w-]{43}$/)
  expect(new Set([cardTag(card, secret), cardTag(other, secret), cardTag(card, otherSecret)]).size).toBe(3)
})

test('a lock whose holder died is taken over, one whose holder lives is waited for', async () => {
  const file = join(folder.path, 'a', 'lock')
  mkdirSync(join(folder.path, 'a'))
  writeFileSync(file, '2147483646')
  const order: string[] = []
  await Promise.all([
    whileHolding(file, async () => {
      await new Promise((resolve) => setTimeout(resolve, 60))
      order.push('first')
    }),
    whileHolding(file, async () => void order.push('second')),
  ])
  expect(order.sort()).toEqual(['first', 'second'])
  await expect(whileHolding(file, () => Promise.reject(new Error('inside')))).rejects.toThrow('inside')
  expect(readdirSync(join(folder.path, 'a'))).toEqual([])
})
