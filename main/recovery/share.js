// One share of a family's recovery: what it says, how it is written on paper, and how it is read back.
//
// 45 bytes: version 1, hint of the drawer 4, hint of the making 4, coordinate 1, value 32, check 3. The hints let a share of
// another drawer or of an earlier making be refused with that reason; they are hashes of random ids and tell nothing else.
// On paper: four lines of twenty symbols (Crockford's base 32), each line with a check of its own, so that a mistake is
// found in its line.
import { combine, split } from 'shamir-secret-sharing';
import { checkSymbols, symbolsOf, symbolText } from '../drawer/recoveryCode.ts';
import { joined, sameBytes, sha256, wipe } from '../drawer/seal.ts';
/** Bytes of a share. */
export const shareLength = 45;
const version = 1;
const hintLength = 4;
const checkLength = 3;
const lines = 4;
const lineData = 18;
const lineLength = 20;
/** How many there are, and how many are needed. */
const made = 3;
const needed = 2;
const hint = (use, id) => sha256(Buffer.from(`tefuda/share-${use}/1 ${id}`, 'ascii')).subarray(0, hintLength);
const checkOf = (told) => sha256(Buffer.from('tefuda/share-check/1', 'ascii'), told).subarray(0, checkLength);
/** Three shares of a key of 32 bytes, any two of which give it back. One alone tells nothing of it. */
export async function splitKey(key, { drawerId, slotId }) {
    // The library wants an array of exactly this class, and puts the coordinate last.
    const shares = await split(Uint8Array.from(key), made, needed);
    return shares.map((share) => {
        const [value, coordinate] = [share.subarray(0, -1), share.subarray(-1)];
        const told = joined(Uint8Array.of(version), hint('drawer', drawerId), hint('making', slotId), coordinate, value);
        const whole = joined(told, checkOf(told));
        wipe(share, told);
        return whole;
    });
}
/** Judges one share against the drawer that shall be opened. */
export function faultOf(share, { drawerId, slotId }) {
    if (!isShare(share))
        return 'damaged';
    if (!sameBytes(share.subarray(1, 1 + hintLength), hint('drawer', drawerId)))
        return 'otherDrawer';
    const making = share.subarray(1 + hintLength, 1 + 2 * hintLength);
    return sameBytes(making, hint('making', slotId)) ? undefined : 'otherMaking';
}
const coordinateAt = 1 + 2 * hintLength;
/** Whether both are the same share, or two copies with one coordinate: together they are worth one. */
export const sameShare = (one, other) => one[coordinateAt] === other[coordinateAt];
/** The key from two shares that were judged before; another key where one was altered with a check that fits. */
export function combineShares(shares) {
    const parts = shares.map((share) => {
        const end = share.length - checkLength;
        return Uint8Array.from([
            ...share.subarray(coordinateAt + 1, end),
            ...share.subarray(coordinateAt, coordinateAt + 1),
        ]);
    });
    return combine(parts).finally(() => wipe(...parts));
}
function isShare(bytes) {
    if (bytes.length !== shareLength || bytes[0] !== version)
        return false;
    const told = bytes.subarray(0, shareLength - checkLength);
    return sameBytes(checkOf(told), bytes.subarray(shareLength - checkLength));
}
/** As it stands on paper: four lines of five groups of four. */
export function shareText(share) {
    const symbols = toSymbols(share);
    return Array.from({ length: lines }, (_, line) => {
        const data = Uint8Array.from(symbols.slice(line * lineData, (line + 1) * lineData));
        return (symbolText(Uint8Array.of(...data, ...checkSymbols(data))).match(/.{4}/g) ?? []).join('-');
    }).join('\n');
}
/**
 * What was typed, as a share. Case, width, spaces, hyphens and line ends do not matter; O is read as 0, I and L as 1.
 *
 * @param typed UTF-8
 */
export function parseShare(typed) {
    const symbols = symbolsOf(typed, lines * lineLength);
    if (symbols === undefined)
        return { wrongLine: undefined };
    const data = [];
    for (let line = 0; line < lines; line++) {
        const whole = symbols.subarray(line * lineLength, (line + 1) * lineLength);
        const own = whole.slice(0, lineData);
        const holds = checkSymbols(own).every((symbol, index) => symbol === whole[lineData + index]);
        if (!holds)
            return { wrongLine: line + 1 };
        data.push(...own);
    }
    const share = fromSymbols(data);
    symbols.fill(0);
    return isShare(share) ? { share } : { wrongLine: undefined };
}
/** 45 bytes as 72 symbols of 5 bits. */
function toSymbols(bytes) {
    const symbols = [];
    let [held, bits] = [0, 0];
    for (const byte of bytes) {
        held = ((held << 8) | byte) & 0xfff;
        bits += 8;
        while (bits >= 5) {
            bits -= 5;
            symbols.push((held >> bits) & 31);
        }
    }
    return symbols;
}
function fromSymbols(symbols) {
    const bytes = [];
    let [held, bits] = [0, 0];
    for (const symbol of symbols) {
        held = ((held << 5) | symbol) & 0xfff;
        bits += 5;
        if (bits >= 8) {
            bits -= 8;
            bytes.push((held >> bits) & 255);
        }
    }
    return Uint8Array.from(bytes);
}
