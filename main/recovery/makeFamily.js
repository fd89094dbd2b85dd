// Recovery by the family as its owner sets it up: three shares, of which any two open the drawer.
import { randomBytes, randomUUID } from 'node:crypto';
import { fromBase64Url, wipe } from '../drawer/seal.ts';
import { fail } from '../failure.ts';
import { changePeople } from '../household/changePeople.ts';
import { readHousehold } from '../household/household.ts';
import { sameName } from '../journeys/household.ts';
import { change, keyOfKind } from '../journeys/openers.ts';
import { sealShare } from './sealedShare.ts';
import { parseShare, shareText, splitKey } from './share.ts';
export async function familyStatus(open) {
    const key = await keyOfKind(open, 'family');
    if (key === undefined)
        return null;
    return { since: key.createdAt, holders: await open.drawer.shareHolders() };
}
/** Everybody of the household but the owner. */
export async function possibleHolders({ home, keychain }, { personId }) {
    const { people } = await readHousehold(home, keychain);
    return people
        .filter(({ id }) => id !== personId)
        .map(({ id, name, shareKey }) => ({ personId: id, name, ready: shareKey !== undefined }));
}
/**
 * Makes the shares and hands them out: one stays on paper with the owner, the others go to those two, on paper or sealed for
 * their drawer. Each one on paper is typed back before anything is changed; shares of before open nothing from then on.
 *
 * @throws recovery.holdersAlike, recovery.holderNotReady, recovery.notTypedBack, mandate.outOfScope, app.cancelled
 */
export async function makeFamily(setting, open, wanted) {
    ownerOnly(open);
    const { ports } = setting;
    const holders = await holdersOf(ports, open, wanted);
    const { drawerId } = await open.drawer.header();
    const making = { drawerId, slotId: randomUUID() };
    const key = new Uint8Array(randomBytes(32));
    let shares = [];
    try {
        shares = await splitKey(key, making);
        const [own, ...others] = shares;
        if (own === undefined)
            throw new Error('three shares are made');
        await onPaper(setting, open.name, own, undefined);
        const sealed = new Map();
        for (const [index, { name, member }] of holders.entries()) {
            const share = others[index];
            if (share === undefined)
                throw new Error('three shares are made');
            if (member === undefined)
                await onPaper(setting, open.name, share, name);
            else
                sealed.set(member.id, share);
        }
        const before = await keyOfKind(open, 'family');
        await change(setting, open, before === undefined ? [] : [before.id], [
            { kind: 'family', key, slotId: making.slotId },
        ]);
        await open.drawer.setShareHolders(making.slotId, [{ name: '', way: 'paper' }, ...holders.map(told)]);
        await leaveShares(setting, open, making, sealed);
        return await familyStatus(open);
    }
    finally {
        wipe(key, ...shares);
    }
}
/** Switched off at once: the drawer is encrypted anew, and every share opens nothing any more. */
export async function endFamily(setting, open) {
    ownerOnly(open);
    const key = (await keyOfKind(open, 'family')) ?? fail({ code: 'recovery.off' });
    await change(setting, open, [key.id], []);
    await open.drawer.setShareHolders(key.id, []);
    return null;
}
/** Who acts for somebody does not decide who else can open their drawer. */
function ownerOnly({ actor }) {
    if (actor !== undefined)
        fail({ code: 'mandate.outOfScope' });
}
async function holdersOf({ home, keychain }, { personId, name: owner }, wanted) {
    const { people } = await readHousehold(home, keychain);
    const holders = wanted.map((one) => {
        if ('name' in one)
            return { name: one.name };
        const member = people.find(({ id }) => id === one.personId) ?? fail({ code: 'person.notFound' });
        const { name, shareKey } = member;
        if (member.id === personId)
            fail({ code: 'recovery.holdersAlike' });
        return shareKey === undefined
            ? fail({ code: 'recovery.holderNotReady', name })
            : { name, member: { ...member, shareKey } };
    });
    const [first, second] = holders;
    const names = [owner, first?.name ?? '', second?.name ?? ''];
    const alike = names.some((name, index) => names.slice(index + 1).some((other) => sameName(name, other)));
    return alike ? fail({ code: 'recovery.holdersAlike' }) : holders;
}
/** Shows a share until it was typed back from the paper. @throws recovery.notTypedBack, app.cancelled */
async function onPaper({ ports, signal }, person, share, holder) {
    const named = holder === undefined ? {} : { holder };
    const typed = await ports.askSecret({ kind: 'shareShow', person, share: shareText(share), ...named }, signal);
    const back = parseShare(typed);
    typed.fill(0);
    const same = 'share' in back && Buffer.compare(back.share, share) === 0;
    if ('share' in back)
        wipe(back.share);
    if (!same)
        fail({ code: 'recovery.notTypedBack' });
}
const told = ({ name, member }) => ({ name, way: member === undefined ? 'paper' : 'drawer' });
/** Seals each share for its keeper. Where that cannot be written, recovery by the family is off again. */
async function leaveShares(setting, open, making, shares) {
    try {
        await changePeople(setting.ports, (people) => people.map((person) => {
            // What was left for anybody before is of an earlier making.
            const { shares: waiting = [], ...rest } = person;
            const others = waiting.filter(({ drawerId }) => drawerId !== making.drawerId);
            const share = shares.get(person.id);
            const mine = share === undefined || person.shareKey === undefined
                ? []
                : [sealShare({ person: open.name, share }, fromBase64Url(person.shareKey), making)];
            const left = [...others, ...mine];
            return left.length === 0 ? rest : { ...rest, shares: left };
        }));
    }
    catch (error) {
        await endFamily(setting, open).catch(() => undefined);
        throw error;
    }
}
