// Every check. A new one is a file beside this and a line here.
import * as alone from './alone.mjs';
import * as axe from './axe.mjs';
import * as bare from './bare.mjs';
import * as find from './find.mjs';
import * as keyboard from './keyboard.mjs';
import * as print from './print.mjs';
import * as reflow from './reflow.mjs';
import * as structure from './structure.mjs';

export const CHECKS = { structure, alone, axe, keyboard, reflow, bare, print, find };
export const RULES = Object.values(CHECKS).flatMap((one) => one.rules);

/** The faults of a page: rule, place and what is wrong. `notes` are what a person may want to look at. */
export async function checkPage(desk, file, kind, only = Object.keys(CHECKS)) {
    const faults = [];
    const notes = [];
    for (const name of only) {
        const { check, rules } = CHECKS[name];
        await check({
            desk,
            file,
            kind,
            fault(rule, at, says) {
                if (!rules.includes(rule)) throw new Error(`the check ${name} does not list its rule ${rule}`);
                faults.push({ rule, at, says });
            },
            note: (text) => notes.push(text),
        });
    }
    return { faults, notes };
}
