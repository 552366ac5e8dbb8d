// The file is all there is: no request, no complaint, and nothing that needs scripts.
import { open } from '../browser.mjs';

export const rules = ['outside-request', 'console', 'script', 'needs-scripts', 'dead-control'];

export async function check({ desk, file, kind, fault }) {
    const facts = (page) => page.evaluate(() => ({
        headings: [...document.querySelectorAll('h1, h2, h3, h4, h5, h6')].filter((one) => window.look.shown(one))
            .map((one) => one.textContent.trim()),
        links: [...document.querySelectorAll('a[href]')].filter((one) => window.look.shown(one)).map((one) => one.href),
        texts: [...document.querySelectorAll('main :is(p, li, dt, dd, caption, th, td)')]
            // What says how to use a control, and what the control found, goes with it.
            .filter((one) => window.look.shown(one) && !one.querySelector('input') && !one.matches('[role=search] *, [role=status]'))
            .map((one) => one.textContent.trim()),
    }));
    const withScripts = await open(desk, file, {}, async (page, { requests, complaints }) => {
        await page.waitForTimeout(50);
        for (const url of requests) fault('outside-request', '', `asks for ${url.slice(0, 120)}`);
        // A request that was stopped is complained of too; it is told once.
        for (const text of complaints) {
            if (!text.includes('Failed to load resource')) fault('console', '', text.slice(0, 200));
        }
        if (kind === 'pack') {
            const scripts = await page.evaluate(() => [...document.querySelectorAll('*')].flatMap((one) => {
                const found = one.localName === 'script' ? ['script element'] : [];
                for (const { name, value } of one.attributes) {
                    if (name.startsWith('on')) found.push(`attribute ${name}`);
                    if (/^(href|src|action|formaction|xlink:href)$/.test(name) && /^\s*javascript:/i.test(value)) {
                        found.push(`${name} with a script`);
                    }
                }
                return found.map((what) => [window.look.where(one), what]);
            }));
            for (const [at, what] of scripts) fault('script', at, `a pack's page has no scripts, but here is a ${what}`);
        }
        return facts(page);
    });
    const without = await open(desk, file, { scripts: false }, async (page) => {
        const dead = await page.evaluate(() => [...document.querySelectorAll('input, button, select, textarea')]
            .filter((one) => window.look.shown(one)).map((one) => window.look.where(one)));
        for (const at of dead) fault('dead-control', at, 'shown without scripts, but does nothing then');
        return facts(page);
    });
    for (const what of ['headings', 'links', 'texts']) {
        const lost = withScripts[what].filter((one) => !without[what].includes(one));
        if (lost.length) fault('needs-scripts', '', `${lost.length} ${what} are there with scripts only, first: ${lost[0]}`);
    }
}
