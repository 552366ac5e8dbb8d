// The box of the index that finds areas as one types.
import { open } from '../browser.mjs';

export const rules = ['find-box'];

export async function check({ desk, file, kind, fault }) {
    if (kind !== 'index') return;
    await open(desk, file, {}, async (page) => {
        const box = page.locator('input[type=search], input[type=text]').first();
        if (await page.locator('input[type=search], input[type=text]').count() === 0) return;
        const look = () => page.evaluate(() => ({
            rows: [...document.querySelectorAll('main tbody tr')].filter((one) => window.look.shown(one))
                // A region is found as well; its name is in the caption.
                .map((one) => `${one.textContent} ${one.closest('table').caption?.textContent ?? ''}`.toLowerCase()),
            told: document.querySelector('[role=status], [aria-live=polite], output')?.textContent.trim() ?? '',
        }));
        const at = 'input';
        // One area needs no finding.
        const areas = await page.locator('main tbody tr').count();
        if (!await box.isVisible()) return void (areas > 1 && fault('find-box', at, 'areas, and nothing to find them by'));
        const all = await look();
        if (!all.rows.length) return void fault('find-box', at, 'there is nothing to find');
        const name = (await page.evaluate(() => [...document.querySelectorAll('main tbody tr')].at(-1)
            ?.querySelector('th')?.textContent.trim().split(/[\s(]/)[0])) ?? '';
        await box.focus();
        await page.keyboard.type(name);
        await page.waitForTimeout(400);
        const some = await look();
        if (!name || !some.rows.length) fault('find-box', at, `“${name}” finds nothing`);
        if (some.rows.some((row) => !row.includes(name.toLowerCase()))) fault('find-box', at, `“${name}” leaves rows without it`);
        await page.keyboard.type('qqqqqq');
        await page.waitForTimeout(400);
        const none = await look();
        if (none.rows.length) fault('find-box', at, 'nonsense finds rows');
        if (!none.told || none.told === some.told) fault('find-box', at, 'how many were found is not told');
        await box.fill('');
        await page.waitForTimeout(400);
        if ((await look()).rows.length !== all.rows.length) fault('find-box', at, 'emptied, it does not show all rows again');
    });
}
