// Checks web pages in Chromium: node check.mjs [--pictures FOLDER] [--only CHECK,...] PAGE...
// A page named `index.html` is the index of a run, every other one a pack.
import { existsSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { start } from './browser.mjs';
import { CHECKS, checkPage } from './checks/all.mjs';
import { pictures } from './pictures.mjs';
import { each } from './pool.mjs';

const MOST = 10;

const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { pictures: { type: 'string' }, only: { type: 'string' } },
});
const only = values.only?.split(',') ?? Object.keys(CHECKS);
const unknown = only.filter((name) => !CHECKS[name]);
if (unknown.length) stop(`there is no check ${unknown.join(', ')}; there are ${Object.keys(CHECKS).join(', ')}`);
const pages = positionals.map((page) => resolve(page));
if (!pages.length) stop('no page was given, so nothing was checked');
const absent = pages.filter((page) => !existsSync(page) || !page.endsWith('.html'));
if (absent.length) stop(`no such page: ${absent.join(', ')}`);

const browser = await start();
let failed = 0;
try {
    const results = await each(browser, pages, async (desk, file) => {
        const began = Date.now();
        const kind = basename(file) === 'index.html' ? 'index' : 'pack';
        const result = await checkPage(desk, file, kind, only);
        if (values.pictures) await pictures(desk, file, nameOf(file), values.pictures);
        return { ...result, seconds: (Date.now() - began) / 1000 };
    });
    results.forEach(({ faults, notes, seconds }, number) => {
        console.log(`${faults.length ? 'FAILED' : 'passed'} ${pages[number]} (${seconds.toFixed(1)} s)`);
        for (const rule of new Set(faults.map((one) => one.rule))) {
            const alike = faults.filter((one) => one.rule === rule);
            console.log(`  ${rule}: ${alike.length}`);
            for (const { at, says } of alike.slice(0, MOST)) console.log(`    ${says}\n      at ${at || 'the page'}`);
            if (alike.length > MOST) console.log(`    and ${alike.length - MOST} more`);
        }
        for (const text of notes) console.log(`  note: ${text}`);
        failed += faults.length ? 1 : 0;
    });
} finally {
    await browser.close();
}
console.log(`${pages.length} pages checked, ${failed} with faults`);
process.exitCode = failed ? 1 : 0;

function stop(why) {
    console.error(`error: ${why}`);
    process.exit(2);
}

// The template's folder and the file's name, without what all share.
function nameOf(file) {
    const parts = file.split('/');
    const template = parts.length > 2 && ['draft', 'final'].includes(parts.at(-2)) ? `${parts.at(-3)}-` : '';
    return template + basename(file, '.html');
}
