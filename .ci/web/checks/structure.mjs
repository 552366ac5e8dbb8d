// Headings, contents, links, language, names: what a page is made of.
import { existsSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { open } from '../browser.mjs';

export const rules = [
    'one-h1', 'heading-levels', 'contents', 'fragment', 'dead-link', 'lang', 'title', 'unique-id', 'table-head', 'chart-words',
];

export async function check({ desk, file, kind, fault }) {
    await open(desk, file, {}, async (page) => {
        for (const [rule, at, says] of await page.evaluate(faults, kind)) fault(rule, at, says);
        // A link to another file of the folder must lead somewhere.
        const base = pathToFileURL(dirname(file) + '/').href;
        const links = await page.evaluate(() => [...document.querySelectorAll('a[href]')].map((one) => one.getAttribute('href')));
        for (const link of new Set(links)) {
            if (link.startsWith('#') || /^(https?|mailto):/.test(link)) continue;
            const url = new URL(link, base);
            url.hash = '';
            if (url.protocol !== 'file:') fault('dead-link', link, 'a link of a kind that no page may have');
            else if (!existsSync(fileURLToPath(url))) fault('dead-link', link, 'leads to no file');
        }
    });
}

// Runs in the page.
function faults(kind) {
    const { look } = window;
    const found = [];
    const tell = (rule, element, says) => found.push([rule, element ? look.where(element) : '', says]);

    // A contents list may have a heading of its own before the page's.
    const headings = [...document.querySelectorAll('h1, h2, h3, h4, h5, h6')].filter((one) => !one.closest('nav'));
    const level = (heading) => Number(heading.localName[1]);
    const firsts = headings.filter((one) => level(one) === 1);
    if (firsts.length !== 1) tell('one-h1', firsts[1], `${firsts.length} headings of level 1`);
    let before = 0;
    for (const heading of headings) {
        if (level(heading) > before + 1 && !(before === 0 && firsts.length === 0)) {
            tell('heading-levels', heading, `level ${level(heading)} follows level ${before}`);
        }
        before = level(heading);
    }

    const inside = [...document.querySelectorAll('a[href^="#"]')];
    for (const link of inside) {
        const id = decodeURIComponent(link.getAttribute('href').slice(1));
        if (!document.getElementById(id)) tell('fragment', link, `there is no place #${id}`);
    }
    if (kind === 'pack') {
        const sections = headings.filter((one) => level(one) === 2 && look.shown(one));
        const reached = new Set([...document.querySelectorAll('nav a[href^="#"]')]
            .map((one) => document.getElementById(decodeURIComponent(one.getAttribute('href').slice(1)))));
        for (const heading of sections) {
            const around = heading.closest('section');
            const leads = reached.has(heading) || (around && reached.has(around) && around.querySelector('h2') === heading);
            if (!leads) tell('contents', heading, 'the contents list does not lead to this heading');
        }
        if (!sections.length) tell('contents', null, 'no headings of level 2');
    }

    const { lang } = document.documentElement;
    if (!/^en(-|$)/.test(lang)) tell('lang', null, `the page's language is “${lang}”`);
    if (document.title.trim().length < 8) tell('title', null, `the page's title is “${document.title}”`);

    const ids = new Map();
    for (const one of document.querySelectorAll('[id]')) {
        if (ids.has(one.id)) tell('unique-id', one, `#${one.id} is also ${look.where(ids.get(one.id))}`);
        ids.set(one.id, one);
    }

    for (const table of document.querySelectorAll('table')) {
        if (!table.caption?.textContent.trim() && !look.named(table)) tell('table-head', table, 'no caption');
        if (!table.querySelector('th')) tell('table-head', table, 'no headings');
        for (const cell of table.querySelectorAll('th:not([scope])')) tell('table-head', cell, 'no scope');
    }

    for (const drawing of document.querySelectorAll('svg')) {
        if (drawing.closest('[aria-hidden=true], [role=img]:not(svg)')) continue;
        const title = drawing.querySelector(':scope > title')?.textContent.trim();
        const named = drawing.getAttribute('role') === 'img' && (look.named(drawing) || title);
        if (!named) tell('chart-words', drawing, 'neither named (role=img and a label) nor hidden');
        const figure = drawing.closest('figure');
        if (!figure) continue;
        const words = [...figure.querySelectorAll('figcaption, p')].filter((one) => look.shown(one) && !look.forEarsOnly(one));
        if (!words.some((one) => one.textContent.trim())) tell('chart-words', figure, 'no description that is seen');
        // The areas of a numbered map are a list below it.
        const list = figure.nextElementSibling?.matches('ol');
        if (!list && !figure.querySelector('details table')) tell('chart-words', figure, 'no table of its numbers');
    }
    return found;
}
