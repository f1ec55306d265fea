// What every spec stands on: the words of its project, the server, and a watch that fails a test
// on whatever must never happen, and on what axe finds where JavaScript runs.
import AxeBuilder from '@axe-core/playwright';
import { type Page, test as base, expect } from '@playwright/test';
import { Server } from './server';
import { Watch } from './watch';
import { type Language, type Words, words } from './words';

interface Fixtures {
    language: Language;
    /** Whether the program runs in the browser. */
    hydrated: boolean;
    t: Words;
    server: Server;
    watch: Watch;
    /** Looks for what keeps people out; at the end of each test it happens by itself. */
    audit: (page: Page) => Promise<void>;
    /** A page of another device of the same person, with cookies of its own. */
    otherDevice: Page;
}

export const test = base.extend<Fixtures>({
    language: async ({ locale }, use) => use(locale === 'zh-CN' ? 'zh-CN' : 'en'),
    hydrated: async ({ javaScriptEnabled }, use) => use(javaScriptEnabled ?? true),
    t: async ({ language }, use) => use(words(language)),
    server: async ({ page, language }, use) => {
        const server = new Server(page, language);
        await use(server);
        await server.resetClock();
    },
    audit: async ({ hydrated }, use) => {
        await use(async (page) => {
            if (!hydrated || !page.url().startsWith('http')) return;
            // There are no frames, so the simple mode, which opens no page of its own, sees everything.
            const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
            const { violations } = await new AxeBuilder({ page }).setLegacyMode().withTags(tags).analyze();
            const found = violations.map(({ id, help, nodes }) => ({
                id, help, where: nodes.map((node) => node.html.slice(0, 200)),
            }));
            expect(found, `axe on ${page.url()}`).toEqual([]);
        });
    },
    watch: [
        async ({ context, page, baseURL, hydrated, audit }, use, testInfo) => {
            const watch = new Watch(baseURL!, hydrated);
            watch.follow(context);
            await use(watch);
            if (testInfo.status !== testInfo.expectedStatus) return;
            await audit(page);
            expect(await watch.found()).toEqual([]);
        },
        { auto: true },
    ],
    otherDevice: async ({ browser, watch }, use) => {
        const context = await browser.newContext();
        watch.follow(context);
        await use(await context.newPage());
        await context.close();
    },
});

export { expect };
