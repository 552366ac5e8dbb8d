// Narrow windows, zoom and people's own text spacing: nothing is cut off and nothing scrolls both ways.
import { open, openDetails } from '../browser.mjs';

// 1280 px at 400% zoom are 320 CSS px.
const NARROW = { width: 320, height: 256 };
const SIZES = [NARROW, { width: 768, height: 1024 }, { width: 1280, height: 1024 }];
// WCAG 2.2, 1.4.12. Drawings place each word themselves, so their text is left as it is.
const SPACING = `*:not(svg *) { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }
p { margin-bottom: 2em !important }`;

export const rules = ['reflow', 'scroll-box', 'clipped', 'reading-order', 'small-text', 'text-spacing'];

export async function check({ desk, file, fault }) {
    for (const size of SIZES) {
        await open(desk, file, size, async (page) => {
            await openDetails(page);
            const { width } = size;
            for (const [rule, at, says] of await page.evaluate(fits)) fault(rule, at, `${says} at ${width} px`);
            if (size === NARROW) {
                for (const [rule, at, says] of await page.evaluate(readsWell)) fault(rule, at, `${says} at ${width} px`);
            }
            for (const [at, says] of await page.evaluate(spaced, SPACING)) fault('text-spacing', at, `${says} at ${width} px`);
        });
    }
}

// Runs in the page.
function fits() {
    const { look } = window;
    const found = [];
    const wide = document.documentElement.clientWidth;
    const all = [...document.body.querySelectorAll('*')].filter((one) => look.shown(one));
    const scrolls = (one) => ['auto', 'scroll'].includes(getComputedStyle(one).overflowX) && one.scrollWidth > one.clientWidth + 1;
    if (document.scrollingElement.scrollWidth > wide) {
        const first = look.tooWide();
        found.push(['reflow', first ? look.where(first) : '',
            `the page is ${document.scrollingElement.scrollWidth} px wide, the window ${wide},`]);
    }
    for (const box of all.filter(scrolls)) {
        const lacks = [
            // A group is named as well as a region, but isn't one more landmark, which with fifty charts helps nobody.
            !['region', 'group'].includes(box.getAttribute('role')) && 'role=region or group',
            box.tabIndex < 0 && 'tabindex=0',
            !look.named(box) && 'a name',
            !box.querySelector('table, svg, img') && 'a table or drawing to scroll for',
        ].filter(Boolean);
        for (const caption of box.querySelectorAll('caption')) {
            if (!look.forEarsOnly(caption) && caption.getBoundingClientRect().width > box.clientWidth + 1) {
                found.push(['scroll-box', look.where(caption), 'a caption must be read without scrolling sideways']);
            }
        }
        if (lacks.length) found.push(['scroll-box', look.where(box), `scrolls sideways without ${lacks.join(', ')}`]);
    }
    for (const one of look.clipped()) found.push(['clipped', look.where(one), 'text is cut off']);
    for (const words of document.querySelectorAll('svg text')) {
        const drawing = words.ownerSVGElement;
        if (words.closest('symbol, defs') || !look.shown(drawing) || getComputedStyle(drawing).overflowX === 'visible') continue;
        const [inner, outer] = [words.getBoundingClientRect(), drawing.getBoundingClientRect()];
        if (inner.left < outer.left - 1 || inner.right > outer.right + 1 || inner.top < outer.top - 3 || inner.bottom > outer.bottom + 3) {
            found.push(['clipped', look.where(words), 'words of a drawing run over its edge']);
        }
    }
    return found;
}

// Runs in the page: in one column, what comes later stands lower; and all words can be read.
function readsWell() {
    const { look } = window;
    const found = [];
    const blocks = [...document.querySelectorAll('main :is(h1, h2, h3, h4, h5, h6, p, li, figure, table, details)')]
        .filter((one) => look.shown(one) && !look.forEarsOnly(one) && !one.closest('td, th'));
    let last = null;
    for (const block of blocks) {
        const { top } = block.getBoundingClientRect();
        if (last && top < last.top - 2) {
            found.push(['reading-order', look.where(block), `stands above ${look.where(last.block)}, which comes before it,`]);
        }
        last = { block, top };
    }
    for (const one of look.withWords()) {
        if (look.forEarsOnly(one)) continue;
        const drawn = one.closest('svg');
        const size = parseFloat(getComputedStyle(one).fontSize) * (drawn ? Math.abs(one.getScreenCTM()?.a ?? 1) : 1);
        if (size < (drawn ? 8 : 12) - 0.05) found.push(['small-text', look.where(one), `text of ${size.toFixed(1)} px`]);
    }
    return found;
}

// Runs in the page. A sheet that is adopted isn't held back by the page's content security policy.
function spaced(css) {
    const { look } = window;
    const found = [];
    const before = new Set([...look.clipped(), ...look.spilling()]);
    const wideBefore = document.scrollingElement.scrollWidth;
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    document.adoptedStyleSheets.push(sheet);
    for (const one of [...look.clipped(), ...look.spilling()]) {
        if (!before.has(one)) found.push([look.where(one), 'text is cut off or runs over, with spacing of the reader\'s own,']);
    }
    if (document.scrollingElement.scrollWidth > Math.max(wideBefore, document.documentElement.clientWidth)) {
        const first = look.tooWide();
        found.push([first ? look.where(first) : '', 'the page gets wider than the window with spacing of the reader\'s own']);
    }
    return found;
}
