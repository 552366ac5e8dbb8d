// axe-core's rules for WCAG 2.2 AA and its best practices, in light and in dark.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { open, openDetails } from '../browser.mjs';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

export const rules = ['axe-light', 'axe-dark'];

export async function check({ desk, file, fault, note }) {
    for (const colorScheme of ['light', 'dark']) {
        const result = await open(desk, file, { colorScheme }, async (page) => {
            await openDetails(page);
            await page.evaluate(AXE);
            return page.evaluate((tags) => window.axe.run(document, {
                runOnly: { type: 'tag', values: tags },
                resultTypes: ['violations', 'incomplete'],
            }), TAGS);
        });
        if (result.passes.length < 5) fault(`axe-${colorScheme}`, '', 'axe-core found next to nothing to check');
        for (const violation of result.violations) {
            for (const node of violation.nodes) {
                const why = [...node.any, ...node.all, ...node.none].map((one) => one.message)[0] ?? '';
                fault(`axe-${colorScheme}`, node.target.join(' '), `${violation.id}: ${violation.help}. ${why}`);
            }
        }
        for (const unsure of result.incomplete) {
            const why = unsure.nodes[0]?.any[0]?.message ?? unsure.help;
            note(`axe can't tell (${colorScheme}): ${unsure.id}, ${unsure.nodes.length} places, e.g. `
                + `${unsure.nodes[0]?.target.join(' ')}: ${why}`);
        }
    }
}
