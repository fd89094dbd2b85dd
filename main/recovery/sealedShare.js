// A share on its way to the drawer of who keeps it: sealed for a key that only that drawer has, so that nobody need be there
// at the same time. It waits in the sealed list of people until that person opens their drawer.
import { createECDH } from 'node:crypto';
import { z } from 'zod';
import { canonicalBytes } from '../drawer/canonical.ts';
import { derive, fromBase64Url, joined, seal, toBase64Url, unseal, wipe } from '../drawer/seal.ts';
import { shareLength } from './share.ts';
const base64Url = (most) => z.string().regex(new RegExp(`^[A-Za-z0-9_-]{1,${most}}$`));
export const sealedShare = z.strictObject({
    /** Whose drawer it helps to open, and with which family slot. */
    drawerId: z.uuid(),
    slotId: z.uuid(),
    /** Uncompressed point, 65 bytes. */
    ephemeral: z.string().regex(/^[A-Za-z0-9_-]{87}$/),
    sealed: base64Url(600),
});
const curve = 'prime256v1';
/** Bytes; names have 60 characters at most. */
const mostName = 240;
/** @param publicKey of the drawer that shall keep it: uncompressed point, 65 bytes */
export function sealShare({ person, share }, publicKey, { drawerId, slotId }) {
    const pair = createECDH(curve);
    const ephemeral = pair.generateKeys();
    const shared = pair.computeSecret(publicKey);
    const key = agreedKey(shared, ephemeral, publicKey);
    const plain = joined(share, Buffer.from(person, 'utf8').subarray(0, mostName));
    const told = { drawerId, slotId, ephemeral: toBase64Url(ephemeral) };
    const sealed = toBase64Url(seal(key, plain, use(told)));
    wipe(shared, key, plain);
    return { ...told, sealed };
}
/** Undefined when it was sealed for another drawer, or altered. */
export function openShare({ sealed, ...told }, pair) {
    const point = fromBase64Url(told.ephemeral);
    const shared = agreed(pair, point);
    if (shared === undefined)
        return undefined;
    const key = agreedKey(shared, point, pair.getPublicKey());
    const plain = unseal(key, fromBase64Url(sealed), use(told));
    wipe(shared, key);
    if (plain === undefined || plain.length < shareLength)
        return undefined;
    const held = {
        share: plain.slice(0, shareLength),
        person: Buffer.from(plain.subarray(shareLength)).toString('utf8').slice(0, 60),
    };
    wipe(plain);
    return held;
}
/** Not every 65 bytes are a point of the curve. */
function agreed(pair, point) {
    try {
        return pair.computeSecret(point);
    }
    catch {
        return undefined;
    }
}
const agreedKey = (shared, ephemeral, publicKey) => derive(shared, joined(ephemeral, publicKey), 'tefuda/kept-share/1');
const use = (told) => canonicalBytes({ use: 'tefuda/kept-share/1', ...told });
