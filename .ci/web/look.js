// Put into a page before it is looked at: small questions that several checks ask of an element.
window.look = {
    // A short selector by which a person finds the element.
    where(element) {
        const steps = [];
        for (let at = element; at && at !== document.documentElement; at = at.parentElement) {
            const name = at.localName;
            if (at.id) {
                steps.unshift(`${name}#${at.id}`);
                break;
            }
            const alike = at.parentElement ? [...at.parentElement.children].filter((one) => one.localName === name) : [];
            const place = alike.length > 1 ? `:nth-of-type(${alike.indexOf(at) + 1})` : '';
            const kind = at.classList.length ? `.${at.classList[0]}` : '';
            steps.unshift(name + kind + place);
        }
        const words = (element.textContent ?? '').replace(/\s+/g, ' ').trim();
        return steps.slice(-6).join(' > ') + (words ? ` “${words.slice(0, 40)}”` : '');
    },

    // Whether it takes room on the page and is not hidden.
    shown(element) {
        return element.checkVisibility({ visibilityProperty: true }) && element.getClientRects().length > 0;
    },

    // Kept for screen readers in a box of a pixel.
    forEarsOnly(element) {
        for (let at = element; at; at = at.parentElement) {
            const style = getComputedStyle(at);
            const box = at.getBoundingClientRect();
            const tiny = box.width <= 1 && box.height <= 1;
            if (tiny && style.overflow !== 'visible') return true;
            if (style.clipPath === 'inset(50%)') return true;
        }
        return false;
    },

    // What Tab should reach, in the order of the document.
    reachable() {
        const may = 'a[href], button, input:not([type=hidden]), select, textarea, summary, iframe, [tabindex]';
        return [...document.querySelectorAll(may)].filter((one) => one.tabIndex >= 0 && !one.disabled && this.shown(one));
    },

    // Elements that have words of their own.
    withWords(root = document.body) {
        const found = new Set();
        const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
        for (let node = walker.nextNode(); node; node = walker.nextNode()) {
            const parent = node.parentElement;
            if (node.data.trim() && !parent.closest('script, style, title, desc, metadata')) found.add(parent);
        }
        return [...found].filter((one) => this.shown(one));
    },

    // An accessible name given by attribute.
    named(element) {
        const by = (element.getAttribute('aria-labelledby') ?? '').split(/\s+/).filter(Boolean);
        if (by.length) return by.some((id) => document.getElementById(id)?.textContent.trim());
        return Boolean(element.getAttribute('aria-label')?.trim());
    },

    // Red, green, blue from 0 to 1, and alpha, of a computed colour.
    colour(text) {
        const numbers = (text.match(/[\d.]+/g) ?? ['0', '0', '0', '0']).map(Number);
        const scale = text.startsWith('color(') ? 1 : 255;
        return [...numbers.slice(0, 3).map((part) => part / scale), numbers[3] ?? 1];
    },

    // The colour that an element is painted on: its own if `own`, else that of what is around it.
    ground(element, own = true) {
        for (let at = own ? element : element.parentElement; at; at = at.parentElement) {
            const colour = this.colour(getComputedStyle(at).backgroundColor);
            if (colour[3] > 0.99) return colour;
        }
        return matchMedia('(prefers-color-scheme: dark)').matches
            && getComputedStyle(document.documentElement).colorScheme.includes('dark') ? [0.07, 0.07, 0.07, 1] : [1, 1, 1, 1];
    },

    // Contrast of two colours as WCAG defines it, 1 to 21.
    contrast(one, other) {
        const light = ([red, green, blue]) => {
            const linear = (part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
            return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
        };
        const [low, high] = [light(one), light(other)].sort((a, b) => a - b);
        return (high + 0.05) / (low + 0.05);
    },

    // The innermost element that makes the page wider than its window; none if the page fits.
    tooWide() {
        const wide = document.documentElement.clientWidth;
        const inBox = (one) => {
            // What is placed absolutely is held by a box only if that box is positioned.
            let free = getComputedStyle(one).position === 'absolute';
            for (let at = one.parentElement; at && at !== document.body; at = at.parentElement) {
                const style = getComputedStyle(at);
                if (style.position !== 'static') free = style.position === 'absolute';
                if (style.overflowX !== 'visible' && !free) return true;
            }
            return false;
        };
        const over = [...document.body.querySelectorAll('*')].filter((one) =>
            this.shown(one) && !one.closest('svg svg, svg > *') && one.getBoundingClientRect().right > wide + 1 && !inBox(one));
        return over.find((one) => !over.some((other) => other !== one && one.contains(other)));
    },

    // Elements whose words are cut off by their own edges.
    clipped() {
        const cuts = (value) => value === 'hidden' || value === 'clip';
        return [...document.body.querySelectorAll('*')].filter((one) => {
            if (one.closest('svg') || !one.textContent.trim() || !this.shown(one) || this.forEarsOnly(one)) return false;
            const style = getComputedStyle(one);
            return (cuts(style.overflowX) && one.scrollWidth > one.clientWidth + 1)
                || (cuts(style.overflowY) && one.scrollHeight > one.clientHeight + 1);
        });
    },

    // Boxes whose words run over their own lower edge, onto what comes next.
    spilling() {
        return [...document.body.querySelectorAll('*')].filter((one) => {
            if (one.closest('svg') || !one.textContent.trim() || !this.shown(one)) return false;
            const style = getComputedStyle(one);
            return style.display !== 'inline' && style.overflowY === 'visible'
                && one.clientHeight > 1 && one.scrollHeight > one.clientHeight + 3;
        });
    },
};
