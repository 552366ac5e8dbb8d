// Several pages at a time, a core each; results in the order asked for.
import { cpus } from 'node:os';
import { desk } from './browser.mjs';

/** Does `work(desk, thing, number)` for each thing. */
export async function each(browser, things, work) {
    const results = new Array(things.length);
    let next = 0;
    const worker = async () => {
        const place = await desk(browser);
        while (next < things.length) {
            const number = next;
            next += 1;
            results[number] = await work(place, things[number], number);
        }
    };
    await Promise.all(Array.from({ length: Math.min(cpus().length, 4, things.length) }, worker));
    return results;
}
