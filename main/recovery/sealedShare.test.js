import { createECDH, randomBytes, randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { openShare, sealedShare, sealShare } from './sealedShare.ts';
import { shareLength } from './share.ts';
const pair = () => {
    const made = createECDH('prime256v1');
    made.generateKeys();
    return made;
};
const ids = () => ({ drawerId: randomUUID(), slotId: randomUUID() });
const share = new Uint8Array(randomBytes(shareLength));
test('only the drawer that it was sealed for opens it, with whose it is', () => {
    const [mine, other] = [pair(), pair()];
    const sealed = sealShare({ person: '練習 太郎', share }, mine.getPublicKey(), ids());
    expect(sealedShare.parse(sealed)).toEqual(sealed);
    expect(openShare(sealed, mine)).toEqual({ person: '練習 太郎', share });
    expect(openShare(sealed, other)).toBeUndefined();
});
test('altered, or said to be of another drawer or making, it opens no more', () => {
    const mine = pair();
    const sealed = sealShare({ person: '練習 太郎', share }, mine.getPublicKey(), ids());
    const flip = (text) => `${text.startsWith('B') ? 'C' : 'B'}${text.slice(1)}`;
    for (const altered of [
        { ...sealed, ...ids() },
        { ...sealed, drawerId: randomUUID() },
        { ...sealed, slotId: randomUUID() },
        { ...sealed, ephemeral: flip(sealed.ephemeral) },
        { ...sealed, sealed: flip(sealed.sealed) },
        { ...sealed, sealed: sealed.sealed.slice(0, -4) },
    ])
        expect(openShare(altered, mine)).toBeUndefined();
});
