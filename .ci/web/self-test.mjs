// A check that can't fail is no check: good pages must pass, and each way of spoiling one must be found by its rule.
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { start } from './browser.mjs';
import { RULES, checkPage } from './checks/all.mjs';
import { BROKEN } from './fixtures/broken.mjs';
import { each } from './pool.mjs';

const fixtures = fileURLToPath(new URL('fixtures', import.meta.url));
const folder = await mkdtemp(join(tmpdir(), 'web-checks-'));
const wrong = [];
const browser = await start();
try {
    const good = { 'pack.html': '', 'index.html': '' };
    for (const name of Object.keys(good)) good[name] = await readFile(join(fixtures, name), 'utf8');
    const cases = [
        ...Object.keys(good).map((page) => ({ page, text: good[page], rules: [] })),
        ...BROKEN.map(([rule, page, from, to, ...also]) => {
            const parts = good[page].split(from);
            if (parts.length !== 2) throw new Error(`${rule}: \`${from}\` is in ${page} ${parts.length - 1} times, not once`);
            return { page, text: parts.join(to), rules: [rule, ...also] };
        }),
    ];
    await each(browser, cases, async (desk, { page, text, rules }, number) => {
        const name = `${rules[0] ?? 'good'} (${number}, ${page})`;
        const place = join(folder, String(number));
        await mkdir(place);
        await cp(join(fixtures, 'pack.html'), join(place, 'pack.html'));
        await writeFile(join(place, page), text);
        const { faults } = await checkPage(desk, join(place, page), page === 'index.html' ? 'index' : 'pack');
        const found = [...new Set(faults.map((one) => one.rule))].sort();
        const wanted = [...rules].sort();
        if (found.join() !== wanted.join()) {
            const said = faults.map((one) => `      ${one.rule}: ${one.says} at ${one.at}`).join('\n');
            wrong.push(`${name} should fail [${wanted.join(', ')}], but fails [${found.join(', ')}]\n${said}`);
        }
    });
    const untried = RULES.filter((rule) => !BROKEN.some((one) => one[0] === rule));
    if (untried.length) wrong.push(`nothing fails ${untried.join(', ')}`);
} finally {
    await browser.close();
    await rm(folder, { recursive: true });
}
for (const one of wrong) console.log(one);
console.log(`${RULES.length} rules, ${BROKEN.length} spoilt pages, ${wrong.length} not as they should be`);
process.exitCode = wrong.length ? 1 : 0;
