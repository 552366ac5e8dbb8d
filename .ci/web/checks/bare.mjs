// Without its styles the page still reads from top to bottom.
import { open } from '../browser.mjs';

export const rules = ['styles-off', 'big-mark'];

export async function check({ desk, file, fault }) {
    await open(desk, file, {}, async (page) => {
        for (const [rule, at, says] of await page.evaluate(faults)) fault(rule, at, says);
    });
}

// Runs in the page.
function faults() {
    const { look } = window;
    const found = [];
    const words = () => (document.body.innerText.match(/[\p{L}\p{N}.,%]+/gu) ?? []).map((one) => one.toLowerCase());
    document.querySelectorAll('details').forEach((details) => { details.open = true; });
    const styled = words();
    document.querySelectorAll('style, link[rel=stylesheet]').forEach((one) => one.remove());
    document.querySelectorAll('[style]').forEach((one) => one.removeAttribute('style'));

    const bare = words();
    const left = new Map();
    for (const word of bare) left.set(word, (left.get(word) ?? 0) + 1);
    const lost = styled.filter((word) => {
        const count = left.get(word) ?? 0;
        left.set(word, count - 1);
        return count < 1;
    });
    if (lost.length) found.push(['styles-off', '', `words are lost without styles: ${lost.slice(0, 5).join(' ')}`]);
    if (styled.length < 20) found.push(['styles-off', '', 'there are next to no words']);

    const main = document.querySelector('main');
    const first = [...document.querySelectorAll('h1, h2, h3, h4, h5, h6')].find((one) => look.shown(one) && main?.contains(one));
    const heading = document.querySelector('h1');
    if (!main || !heading || !look.shown(heading)) found.push(['styles-off', '', 'no main part with its heading']);
    else if (main.contains(heading) && first !== heading) found.push(['styles-off', look.where(first), 'comes before the page\'s heading']);

    for (const mark of document.querySelectorAll('svg[aria-hidden=true], [aria-hidden=true] svg')) {
        const box = mark.getBoundingClientRect();
        if (box.width > 64 || box.height > 64) {
            found.push(['big-mark', look.where(mark.parentElement), `a mark of ${Math.round(box.width)} by ${Math.round(box.height)} px: it has no size of its own`]);
        }
    }
    return found;
}
