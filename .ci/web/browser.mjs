// Starts Chromium and opens pages in it: nothing but the page's own file may be read.
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';

const LOOK = readFileSync(fileURLToPath(new URL('look.js', import.meta.url)), 'utf8');
const PLACES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** Chromium, found at `CHROMIUM` or where Debian puts it. */
export async function start() {
    const executablePath = process.env.CHROMIUM ?? PLACES.find(existsSync);
    if (!executablePath) {
        throw new Error('no Chromium found; install Debian\'s `chromium`, or name one with CHROMIUM=/path');
    }
    // In a container the program often runs as root, and with little shared memory.
    return chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-dev-shm-usage', '--disable-gpu'] });
}

/** A window with scripts and one without, used for one page after another: a fresh one each time takes four times as long. */
export async function desk(browser) {
    const [withScripts, without] = await Promise.all([true, false].map(async (javaScriptEnabled) => {
        const context = await browser.newContext({ javaScriptEnabled });
        return context.newPage();
    }));
    return { withScripts, without };
}

/**
 * Opens a file and hands the page to `visit`. What it asked for, and what it complained of, is in `requests` and
 * `complaints`.
 */
export async function open(desk, file, { width = 1280, height = 1024, colorScheme = 'light', media = 'screen', scripts = true }, visit) {
    const page = scripts ? desk.withScripts : desk.without;
    const own = pathToFileURL(file).href;
    const requests = [];
    const complaints = [];
    const hear = {
        request(request) {
            const url = request.url();
            if (!request.isNavigationRequest() && !url.startsWith('data:')) requests.push(url);
        },
        console(message) {
            if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
        },
        pageerror: (error) => complaints.push(String(error)),
    };
    await page.goto('about:blank');
    await page.setViewportSize({ width, height });
    await page.emulateMedia({ colorScheme, media });
    for (const [event, heard] of Object.entries(hear)) page.on(event, heard);
    await page.route('**/*', (route) =>
        (route.request().url().split('#')[0] === own ? route.continue() : route.abort()));
    try {
        await page.goto(own, { waitUntil: 'load' });
        await page.evaluate(LOOK);
        return await visit(page, { requests, complaints });
    } finally {
        await page.unroute('**/*');
        for (const [event, heard] of Object.entries(hear)) page.off(event, heard);
    }
}

/** Every `details` open, so that what is in them is looked at too. */
export async function openDetails(page) {
    await page.evaluate(() => document.querySelectorAll('details').forEach((details) => { details.open = true; }));
}
