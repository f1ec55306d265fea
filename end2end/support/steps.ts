// What people do in more than one spec.
import { type Cookie, type Locator, type Page, expect } from '@playwright/test';
import { question } from './bank';
import type { Words } from './words';

export const password = 'perennial-demo';

/** The sample learners, by what they are needed for. */
export const learners = {
    renewing: 'learner@example.com',
    waiting: 'waiting@example.com',
    resuming: 'resuming@example.com',
    unconnected: 'unconnected@example.com',
    veteran: 'veteran@example.com',
    lastChance: 'last-chance@example.com',
    newcomer: 'new@example.com',
    // Of whom the profiles don't fit together, see `server/demo/learners.toml`.
    worker: 'worker@example.com',
    atWork: 'at-work@example.com',
    misaligned: 'misaligned@example.com',
    anew: 'anew@example.com',
    twice: 'twice@example.com',
    lockedOut: 'locked-out@example.com',
    forgetful: 'forgetful@example.com',
    forgotten: 'forgotten@example.com',
    leaving: 'leaving@example.com',
    support: 'support@example.com',
    administrator: 'administrator@example.com',
};

/** Fills in the form of the sign-in page and sends it. */
export async function enter(page: Page, t: Words, email: string, secret = password): Promise<void> {
    await page.getByLabel(t('sign-in-email')).fill(email);
    await page.getByLabel(t('sign-in-password')).fill(secret);
    await page.getByRole('main').getByRole('button', { name: t('sign-in-button'), exact: true }).click();
}

/** The cookies of those who have signed in, so that not every test goes through the form. */
const sessions = new Map<string, Cookie[]>();

/** Signs in, unless that was done before, and shows the dashboard. */
export async function signIn(page: Page, t: Words, email: string): Promise<void> {
    const context = page.context();
    await context.clearCookies({ name: '__Host-session' });
    await context.addCookies(sessions.get(email) ?? []);
    await page.goto('/dashboard');
    if (new URL(page.url()).pathname !== '/dashboard') {
        await enter(page, t, email);
        await page.waitForURL('**/dashboard');
        sessions.set(email, (await context.cookies()).filter(({ name }) => name === '__Host-session'));
    }
}

/** The heading of the page. */
export const heading = (page: Page): Locator => page.getByRole('heading', { level: 1 });

/** On the page of a credential: accepts the agreement and starts. */
export async function start(page: Page, t: Words, language?: string): Promise<void> {
    if (language) await page.getByLabel(t('start-language')).selectOption(language);
    await page.getByLabel(t('start-agree')).check();
    await page.getByRole('button', { name: t('start-button') }).click();
    await page.waitForURL(/\/attempts\/[\w-]+/);
}

/** The stem of the question on the page. */
export const stem = (page: Page): Locator => page.locator('.question__stem');
/** Its options. */
export const options = (page: Page): Locator => page.locator('.options input');
/** Goes on to the next question. */
export const next = (page: Page, t: Words): Promise<void> =>
    page.getByRole('button', { name: t('attempt-next') }).click();

/** Waits until the program runs in the browser, where it does. */
export async function running(page: Page, hydrated: boolean): Promise<void> {
    if (hydrated) await expect(page.locator('.keys')).toBeVisible();
}

/** Chooses the right options of the question on the page. */
export async function answerRight(page: Page): Promise<void> {
    const { right, truth } = question(await stem(page).innerText());
    if (truth !== undefined) {
        const text = truth ? /^(True|正确)$/ : /^(False|错误)$/;
        return page.getByRole('radio', { name: text }).check();
    }
    const role = right.length > 1 ? 'checkbox' : 'radio';
    for (const name of right) await page.getByRole(role, { name, exact: true }).check();
}

/** From the question on the page to the last one: answers each, and goes to the review. */
export async function answerAll(page: Page, t: Words): Promise<void> {
    const total = await page.locator('.navigator button').count();
    for (let number = 1; number <= total; number++) {
        await expect(page.locator('.navigator [aria-current]')).toHaveText(new RegExp(`^${number}\\D`));
        await answerRight(page);
        if (number < total) await next(page, t);
    }
    await review(page, t);
}

/** Goes to the page before submitting. */
export async function review(page: Page, t: Words): Promise<void> {
    await page.getByRole('button', { name: t('attempt-to-review') }).click();
    await expect(page.getByRole('heading', { name: t('review-title') })).toBeVisible();
}
