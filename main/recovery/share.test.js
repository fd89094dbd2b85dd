import { randomBytes, randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { combineShares, faultOf, parseShare, sameShare, shareText, splitKey } from './share.ts';
const making = () => ({ drawerId: randomUUID(), slotId: randomUUID() });
const typed = (text) => parseShare(new TextEncoder().encode(text));
const newKey = () => new Uint8Array(randomBytes(32));
async function three(key = newKey(), of = making()) {
    const shares = await splitKey(key, of);
    const [a, b, c] = shares;
    if (a === undefined || b === undefined || c === undefined || shares.length !== 3)
        throw new Error('three are made');
    return { a, b, c, key, of };
}
test('any two of three give the key back, in any order, and the key that was given is left as it was', async () => {
    const key = newKey();
    const before = key.slice();
    const { a, b, c } = await three(key);
    for (const [one, other] of [
        [a, b],
        [b, a],
        [a, c],
        [b, c],
    ])
        expect(await combineShares([one, other])).toEqual(before);
    expect(key).toEqual(before);
});
test('one share says nothing of the key: for each key there is a second share that would give it', async () => {
    const { a } = await three();
    // GF(256): two points determine a line, so any value fits a given first point. Shown for both ends of a byte.
    const keys = await Promise.all([0, 255].map(async (value) => {
        const other = a.slice();
        other[9] = ((a[9] ?? 0) % 255) + 1;
        other.fill(value, 10, 42);
        return Buffer.from(await combineShares([a, other])).toString('hex');
    }));
    expect(new Set(keys).size).toBe(2);
});
test('two makings of one key have nothing in common', async () => {
    const key = newKey();
    const of = making();
    const [first, second] = [await three(key, of), await three(key, { ...of, slotId: randomUUID() })];
    expect(await combineShares([first.a, second.b])).not.toEqual(key);
    expect(faultOf(second.b, first.of)).toBe('otherMaking');
});
test('a share knows its drawer and its making, and whether it was altered', async () => {
    const { a, b, of } = await three();
    expect(faultOf(a, of)).toBeUndefined();
    expect(faultOf(a, { ...of, drawerId: randomUUID() })).toBe('otherDrawer');
    expect(faultOf(a, { ...of, slotId: randomUUID() })).toBe('otherMaking');
    for (let at = 0; at < a.length; at++) {
        const altered = a.slice();
        altered[at] = (altered[at] ?? 0) ^ 1;
        expect(faultOf(altered, of), `byte ${at}`).toBe('damaged');
    }
    expect(faultOf(a.slice(0, -1), of)).toBe('damaged');
    expect([sameShare(a, a), sameShare(a, b)]).toEqual([true, false]);
});
test('on paper it has four lines of five groups of four, and is read back in any spelling', async () => {
    const { a } = await three();
    const text = shareText(a);
    expect(text).toMatch(/^([0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){4}\n){3}[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){4}$/);
    for (const spelling of [
        text,
        text.toLowerCase(),
        text.replaceAll(/[-\n]/g, ' '),
        text.replaceAll(/[-\n]/g, ''),
        text.replaceAll('0', 'O').replaceAll('1', 'l'),
        text.replaceAll(/[0-9A-Z]/g, (letter) => String.fromCodePoint((letter.codePointAt(0) ?? 0) + 0xfee0)),
    ])
        expect(typed(spelling)).toEqual({ share: a });
});
test('a wrong letter is told by its line; swapped lines, too few and too many are no share', async () => {
    const { a } = await three();
    const lines = shareText(a).split('\n');
    for (let line = 0; line < 4; line++) {
        const wrong = lines.map((text, index) => index === line ? text.replace(/^./, (letter) => (letter === '7' ? '8' : '7')) : text);
        expect(typed(wrong.join('\n'))).toEqual({ wrongLine: line + 1 });
    }
    const [one = '', two = '', ...rest] = lines;
    expect(typed([two, one, ...rest].join('\n'))).toEqual({ wrongLine: undefined });
    for (const text of ['', one, lines.join('\n').slice(0, -1), `${lines.join('\n')}7`, 'あ'.repeat(80), 'U'.repeat(80)])
        expect(typed(text)).toEqual({ wrongLine: undefined });
});
