// A walk through the page with the keyboard alone.
import { open } from '../browser.mjs';

export const rules = ['skip-link', 'focus-order', 'focus-visible', 'focus-covered', 'details-keys'];

export async function check({ desk, file, fault }) {
    await open(desk, file, {}, (page) => skips(page, fault));
    for (const colorScheme of ['light', 'dark']) {
        await open(desk, file, { colorScheme }, (page) => walks(page, fault, colorScheme));
    }
    await open(desk, file, {}, (page) => opens(page, fault));
}

// The first thing that Tab reaches leads past what comes before the main part.
async function skips(page, fault) {
    await page.keyboard.press('Tab');
    const first = await page.evaluate(() => {
        const link = document.activeElement;
        const box = link.getBoundingClientRect();
        const inWindow = box.top >= 0 && box.left >= 0 && box.bottom <= innerHeight && box.right <= innerWidth;
        const target = document.getElementById((link.getAttribute('href') ?? '').replace(/^#/, ''));
        return {
            at: window.look.where(link),
            isLink: link.matches('a[href^="#"]'),
            seen: inWindow && !window.look.forEarsOnly(link),
            isMain: Boolean(target?.matches('main, h1, main > :first-child') || target?.querySelector('main')),
        };
    });
    if (!first.isLink) return fault('skip-link', first.at, 'the first thing that Tab reaches is no skip link');
    if (!first.seen) fault('skip-link', first.at, 'is not seen when it has the focus');
    if (!first.isMain) return fault('skip-link', first.at, 'does not lead to the main part');
    await page.keyboard.press('Enter');
    await page.waitForFunction(() => location.hash.length > 1, null, { timeout: 5000 }).catch(() => {});
    await page.keyboard.press('Tab');
    const next = await page.evaluate(() => {
        const target = document.getElementById(location.hash.slice(1));
        const at = document.activeElement;
        const after = target && (target.contains(at) || target.compareDocumentPosition(at) & Node.DOCUMENT_POSITION_FOLLOWING);
        // Where the main part has nothing to reach, Tab leaves the page.
        const none = !window.look.reachable().some((one) => target?.compareDocumentPosition(one) & Node.DOCUMENT_POSITION_FOLLOWING);
        return { at: window.look.where(at), passed: Boolean(after) || none };
    });
    return next.passed || fault('skip-link', next.at, 'after the skip link, Tab leads here instead of into the main part');
}

// Tab forwards reaches everything in the order of the document and shows where it is, and Shift+Tab leads back.
async function walks(page, fault, colorScheme) {
    const wanted = await page.evaluate(() => {
        const { look } = window;
        look.looks = (one) => {
            const style = getComputedStyle(one);
            return ['backgroundColor', 'boxShadow', 'borderTopColor', 'borderBottomColor', 'borderBottomWidth', 'color']
                .map((name) => style[name]).join('|');
        };
        look.wanted = look.reachable();
        look.before = look.wanted.map((one) => look.looks(one));
        return look.wanted.map((one) => look.where(one));
    });
    if (!wanted.length) return fault('focus-order', '', 'nothing can be reached by keyboard');

    const reached = [];
    for (let step = 0; step < wanted.length + 20; step += 1) {
        await page.keyboard.press('Tab');
        const stop = await page.evaluate(stands);
        if (stop.end) break;
        // A scrolling box that is no stop of its own is told by `scroll-box`.
        if (stop.number < 0) continue;
        if (reached.includes(stop.number)) {
            // The first again, after the last, is the end as well.
            if (stop.number !== reached[0]) fault('focus-order', wanted[stop.number], 'Tab comes here again: a trap');
            break;
        }
        reached.push(stop.number);
        if (!stop.shows) fault('focus-visible', wanted[stop.number], `${stop.why} (${colorScheme})`);
        if (stop.covered) fault('focus-covered', wanted[stop.number], `has the focus under ${stop.covered}`);
    }
    const inOrder = [...reached].sort((one, other) => one - other);
    const wrong = reached.findIndex((number, place) => number !== inOrder[place]);
    if (wrong >= 0) fault('focus-order', wanted[reached[wrong]], 'has the focus before things that stand above it');
    wanted.forEach((at, number) => {
        if (!reached.includes(number)) fault('focus-order', at, 'Tab does not reach it');
    });
    if (colorScheme === 'dark') return undefined;

    // From the last all the way back. What lies beyond the page's ends is the browser's: it takes the focus or not.
    const last = reached[reached.length - 1];
    await page.evaluate((number) => window.look.wanted[number]?.focus(), last);
    const back = [last];
    for (let step = 0; step < reached.length + 20 && back.length < reached.length; step += 1) {
        await page.keyboard.press('Shift+Tab');
        const { number } = await page.evaluate(stands);
        if (number >= 0) back.push(number);
    }
    const missed = reached.findLastIndex((number, place) => back[reached.length - 1 - place] !== number);
    return missed < 0 || fault('focus-order', wanted[reached[missed]], 'Shift+Tab does not lead back to it');
}

// Runs in the page: what has the focus, and whether one sees it.
function stands() {
    const { look } = window;
    const at = document.activeElement;
    if (!at || at === document.body || at === document.documentElement) return { end: true, number: -1 };
    const number = look.wanted.indexOf(at);
    if (number < 0) return { number };

    const style = getComputedStyle(at);
    const outlined = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 1;
    const changed = look.looks(at) !== look.before[number];
    let shows = outlined || changed;
    let why = 'nothing shows that it has the focus';
    // A ring of the page's own must be seen against what is around it; the browser's has two tones.
    if (outlined && style.outlineStyle !== 'auto' && !changed) {
        const inset = parseFloat(style.outlineOffset) < 0;
        const ratio = look.contrast(look.colour(style.outlineColor), look.ground(at, inset));
        if (ratio < 3) {
            shows = false;
            why = `its ring has a contrast of ${ratio.toFixed(2)} to what is around it`;
        }
    }
    let covered = '';
    const boxes = [...at.getClientRects()].filter((box) => box.width && box.height);
    const points = boxes.flatMap((box) => [0.1, 0.5, 0.9].flatMap((across) => [0.2, 0.5, 0.8].map((down) =>
        [box.left + box.width * across, box.top + box.height * down])));
    const inWindow = points.filter(([x, y]) => x >= 0 && y >= 0 && x < innerWidth && y < innerHeight);
    const over = inWindow.map(([x, y]) => document.elementFromPoint(x, y));
    if (!inWindow.length) covered = 'the edge of the window';
    else if (!over.some((one) => one && (at.contains(one) || one.contains(at)))) covered = over[0] ? look.where(over[0]) : 'nothing';
    return { number, shows, why, covered };
}

// What folds out does so by Enter and by the space bar.
async function opens(page, fault) {
    const count = await page.evaluate(() => {
        window.look.folds = [...document.querySelectorAll('details > summary')].filter((one) => window.look.shown(one));
        return window.look.folds.length;
    });
    for (let number = 0; number < Math.min(count, 5); number += 1) {
        const state = () => page.evaluate((which) => window.look.folds[which].parentElement.open, number);
        await page.evaluate((which) => window.look.folds[which].focus(), number);
        const states = [await state()];
        for (const key of ['Enter', 'Enter', 'Space']) {
            await page.keyboard.press(key);
            states.push(await state());
        }
        const [start, ...after] = states;
        if (after[0] === start || after[1] !== start || after[2] === start) {
            const at = await page.evaluate((which) => window.look.where(window.look.folds[which]), number);
            fault('details-keys', at, 'does not open and close by Enter and the space bar');
        }
    }
}
