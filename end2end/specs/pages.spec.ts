// Every page, in every width: it is whole, safe, and fits.
import { learners, signIn } from '../support/steps';
import { expect, test } from '../support/test';

test('every page fits its width, and carries the headers that keep it safe', async ({ page, server, t, audit }) => {
    await signIn(page, t, learners.resuming);
    const { credentials } = await server.dashboard();
    const attempt = credentials.find(({ open_attempt_id }) => open_attempt_id)!.open_attempt_id;
    const paths = [
        '/', '/sign-in', '/dashboard', '/certifications', '/certifications/azure-administrator',
        '/certifications/azure-solutions-architect', `/credentials/${credentials[0]!.id}`,
        `/credentials/${credentials[1]!.id}`, `/attempts/${attempt}`, `/attempts/${attempt}/review`, '/account', '/account/profiles',
        '/account/history', '/account/delete', '/account/deleted',
    ];
    const width = page.viewportSize()!.width;
    for (const path of paths) {
        const headers = (await page.goto(path))!.headers();
        expect(headers['content-security-policy']).toContain("default-src 'none'");
        expect(headers['content-security-policy']).not.toContain('unsafe-inline');
        expect(headers['cache-control']).toBe('no-store');
        expect(headers['x-content-type-options']).toBe('nosniff');
        await expect(page).toHaveTitle(/\S · Perennial$/);
        await expect(page.getByRole('heading', { level: 1 })).toHaveCount(1);
        for (const wide of width < 600 ? [width, 320] : [width, 1600]) {
            await page.setViewportSize({ width: wide, height: 800 });
            const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
            expect(overflow, `${path} at ${wide} px`).toBeLessThanOrEqual(0);
        }
        await audit(page);
    }
});

test('the dark theme has contrast enough', async ({ page, t, audit, hydrated }) => {
    test.skip(!hydrated, 'axe needs JavaScript');
    await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' });
    await signIn(page, t, learners.veteran);
    await audit(page);
    await page.goto('/certifications/azure-administrator');
});

test('the program is loaded where something on the page is live, and nowhere else', async ({ page, t, hydrated }) => {
    test.skip(!hydrated, 'without scripts nothing is loaded');
    const programs: string[] = [];
    page.on('request', (request) => request.url().endsWith('.wasm') && programs.push(request.url()));
    for (const path of ['/', '/sign-in', '/certifications']) {
        await page.goto(path);
        await page.waitForLoadState('networkidle');
    }
    expect(programs).toEqual([]);
    await signIn(page, t, learners.renewing);
    await expect.poll(() => programs.length).toBe(1);
});

test('assets are named by their content and kept; pages are not', async ({ page, request }) => {
    await page.goto('/');
    const style = (await page.locator('link[rel=stylesheet]').getAttribute('href'))!;
    const answer = await request.get(style);
    expect(answer.status()).toBe(200);
    expect(answer.headers()['cache-control']).toContain('immutable');
});
