import { toBase64Url } from '../drawer/seal.ts';
import { WalletError } from '../failure.ts';
import { changePeople } from '../household/changePeople.ts';
import { readHousehold } from '../household/household.ts';
/**
 * Opening a drawer never fails for it: without the keychain nobody has a name, and what could not be done now is done at the
 * next opening.
 */
export async function handOver(ports, open) {
    // Who acts for somebody takes nothing in their name.
    if (open.actor !== undefined)
        return;
    try {
        const household = await readHousehold(ports.home, ports.keychain);
        await takeIn(ports, open, household);
        await dropStale(open, household);
    }
    catch (error) {
        if (!(error instanceof WalletError))
            throw error;
    }
}
async function takeIn(ports, { personId, drawer }, { people }) {
    const me = people.find(({ id }) => id === personId);
    if (me === undefined)
        return;
    const shareKey = toBase64Url(await drawer.shareKey());
    const { shares = [] } = me;
    if (shares.length > 0)
        await drawer.takeShares(shares, ports.now().toISOString());
    if (me.shareKey === shareKey && shares.length === 0)
        return;
    const taken = new Set(shares.map(({ sealed }) => sealed));
    await changePeople(ports, (list) => list.map((person) => {
        if (person.id !== personId)
            return person;
        const { shares: waiting = [], ...rest } = person;
        // What came since is left for the next time.
        const left = waiting.filter(({ sealed }) => !taken.has(sealed));
        return { ...rest, shareKey, ...(left.length === 0 ? {} : { shares: left }) };
    }));
}
/** Shares of drawers of this home that have another family slot now, or none. Drawers of other homes are not known. */
async function dropStale({ drawer }, { people, unnamed }) {
    const kept = await drawer.keptShares();
    if (kept.length === 0)
        return;
    const slots = new Map([...people, ...unnamed].flatMap(({ drawerId, drawer: told }) => 'header' in told ? [[drawerId, told.header.slots.map(({ id }) => id)]] : []));
    const stale = kept.filter(({ drawerId, slotId }) => slots.get(drawerId)?.includes(slotId) === false);
    if (stale.length > 0)
        await drawer.dropShares(stale.map(({ slotId }) => slotId));
}
