// On paper: nothing cut off, dark on white whatever the screen has, and the numbers of charts are there.
import { open } from '../browser.mjs';

// A4 less margins of 15 mm, in CSS pixels.
const PAPER = { width: 680, height: 1009 };

export const rules = ['print-width', 'print-clipped', 'print-details', 'print-dark'];

export async function check({ desk, file, fault }) {
    await open(desk, file, { ...PAPER, colorScheme: 'dark', media: 'print' }, async (page) => {
        for (const [rule, at, says] of await page.evaluate(faults)) fault(rule, at, says);
    });
}

// Runs in the page.
function faults() {
    const { look } = window;
    const found = [];
    const wide = document.documentElement.clientWidth;
    const all = [...document.body.querySelectorAll('*')].filter((one) => look.shown(one) && !one.closest('svg svg'));
    const boxes = all.filter((one) => getComputedStyle(one).overflowX !== 'visible' && one.scrollWidth > one.clientWidth + 1
        && !one.closest('svg') && !look.forEarsOnly(one));
    for (const box of boxes) found.push(['print-clipped', look.where(box), `is cut off: ${box.scrollWidth} px in ${box.clientWidth}`]);
    if (document.scrollingElement.scrollWidth > wide + 1) {
        const over = all.filter((one) => one.getBoundingClientRect().right > wide + 1 && !boxes.some((box) => box.contains(one)));
        const first = over.find((one) => one.matches('table, svg, img, pre')) ?? over[0];
        found.push(['print-width', first ? look.where(first) : '',
            `the page is ${document.scrollingElement.scrollWidth} px wide, the paper ${wide}`]);
    }
    // What is folded away is printed, or left out with its heading; what the reader has unfolded is printed.
    const printed = (details) => [...details.children].some((one) =>
        one.localName !== 'summary' && look.shown(one) && one.getBoundingClientRect().height > 1);
    for (const details of document.querySelectorAll('details')) {
        details.open = false;
        if (look.shown(details) && !printed(details)) found.push(['print-details', look.where(details), 'has its heading printed alone']);
        details.open = true;
        if (!printed(details)) found.push(['print-details', look.where(details), 'is not printed even when unfolded']);
    }
    // Browsers leave out backgrounds unless told otherwise.
    for (const one of look.withWords()) {
        if (one.closest('svg') || look.forEarsOnly(one)) continue;
        const style = getComputedStyle(one);
        const ground = style.printColorAdjust === 'exact' ? look.ground(one) : [1, 1, 1, 1];
        const ratio = look.contrast(look.colour(style.color), ground);
        if (ratio < 4.5) found.push(['print-dark', look.where(one), `a contrast of ${ratio.toFixed(2)} on paper`]);
    }
    return found;
}
