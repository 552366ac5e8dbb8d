// Pictures of a page, and the page on paper, to be looked at by a person.
import { mkdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { open, openDetails } from './browser.mjs';

const WIDTHS = [320, 768, 1280];
// Chromium draws no picture taller than this.
const TALLEST = 16000;

export async function pictures(desk, file, name, folder) {
    await mkdir(folder, { recursive: true });
    for (const colorScheme of ['light', 'dark']) {
        for (const width of WIDTHS) {
            await open(desk, file, { colorScheme, width }, async (page) => {
                // What is folded away is seen in dark, so that both are looked at.
                if (colorScheme === 'dark') await openDetails(page);
                const tall = await page.evaluate(() => document.documentElement.scrollHeight);
                // What is below is in further pictures.
                for (let top = 0, part = 1; top < tall; top += TALLEST, part += 1) {
                    const height = Math.min(TALLEST, tall - top);
                    await page.screenshot({
                        path: join(folder, `${name}-${width}-${colorScheme}${part > 1 ? `-${part}` : ''}.jpg`),
                        type: 'jpeg',
                        quality: 80,
                        fullPage: true,
                        clip: { x: 0, y: top, width, height },
                    });
                }
            });
        }
    }
    const paper = join(folder, `${name}.pdf`);
    await open(desk, file, { media: 'print' }, (page) =>
        page.pdf({ path: paper, format: 'A4', tagged: true, outline: true, preferCSSPageSize: true }));
    if ((await stat(paper)).size < 2000) throw new Error(`${paper} has next to nothing on it`);
}
