// Somebody wants in with an account that they have elsewhere.
import type { Page } from '@playwright/test';
import { enter, learners, signIn } from '../support/steps';
import { expect, test } from '../support/test';
import type { Words } from '../support/words';

test.beforeEach(({ watch }) => {
    // Where a provider is, its pages are asked for; they have an icon in the page itself.
    watch.expect(/^asked elsewhere: (http:\/\/127\.0\.0\.1:\d+\/(auth|interaction)|data:,)/);
});

/** Goes to the provider. */
const toProvider = (page: Page, t: Words, provider: string): Promise<void> =>
    page.getByRole('button', { name: t('provider-button', { provider }) }).click();

/** On the provider's page: says who one is there. */
async function enterThere(page: Page, name: string): Promise<void> {
    await page.getByLabel('Name').fill(name);
    await page.getByRole('button', { name: 'Sign in' }).click();
}

for (const [provider, id, kind] of [
    ['Meadow', 'meadow', 'provider-personal'],
    ['Contoso', 'contoso', 'provider-work'],
] as const) {
    test(`signs in with ${id} and out again, and comes back to the same account`, async ({ page, t }) => {
        for (const time of ['first', 'second']) {
            await page.goto('/sign-in?next=/account');
            await expect(page.getByRole('listitem').filter({ hasText: provider })).toContainText(t(kind));
            await toProvider(page, t, provider);
            // The second time the provider still knows them.
            if (time === 'first') await enterThere(page, 'lin');
            await expect(page).toHaveURL('/account');
            await expect(page.getByRole('main')).toContainText(`lin of ${id}`);
            await page.goto('/dashboard');
            await expect(page).toHaveURL('/dashboard');
            await page.getByRole('button', { name: t('nav-sign-out') }).first().click();
            await expect(page).toHaveURL('/');
        }
    });
}

test('who does not sign in there is told so and can sign in another way', async ({ page, t }) => {
    await page.goto('/sign-in?next=/account');
    await toProvider(page, t, 'Meadow');
    await page.getByRole('button', { name: 'Cancel' }).click();
    await expect(page.getByRole('alert')).toContainText(t('provider-denied', { provider: 'Meadow' }));
    await enter(page, t, learners.newcomer);
    await expect(page).toHaveURL('/account');
});

test('a provider that is down is a sentence, and the others work', async ({ page, t }) => {
    await page.goto('/sign-in?next=/account');
    await toProvider(page, t, 'Nowhere');
    await expect(page.getByRole('alert')).toContainText(t('provider-unreachable', { provider: 'Nowhere' }));
    await toProvider(page, t, 'Meadow');
    await enterThere(page, 'kim');
    await expect(page).toHaveURL('/account');
});

test('the way back serves once', async ({ page, t }) => {
    await page.goto('/sign-in');
    await toProvider(page, t, 'Contoso');
    const back = page.waitForRequest(/\/sign-in\/contoso\/callback/);
    await enterThere(page, 'ada');
    await expect(page).toHaveURL('/dashboard');
    await page.goto((await back).url());
    await expect(page.getByRole('alert')).toContainText(t('provider-stale', { provider: 'Contoso' }));
});

test('a login is proven by signing in there anew, not by coming from there', async ({ page, t }, { retry }) => {
    const name = `zoe-${retry}`;
    const logins = page.locator('#logins');
    await page.goto('/sign-in?next=/account/profiles');
    await toProvider(page, t, 'Meadow');
    await enterThere(page, name);
    await expect(page).toHaveURL('/account/profiles');
    await expect(logins).toContainText(`${name}@meadow.example`);
    await expect(logins).not.toContainText(t('login-proved'));
    await page.getByRole('button', { name: t('provider-prove', { provider: 'Meadow' }) }).click();
    // The provider still knows them, and asks all the same.
    await enterThere(page, name);
    await expect(page).toHaveURL('/account/profiles?done=proved');
    await expect(logins).toContainText(t('login-proved'));
});

test('a work login is proven, added, and signs in to the same account', async ({ page, t }, { retry }) => {
    const name = `eve-${retry}`;
    await signIn(page, t, learners.newcomer);
    await page.goto('/account/profiles');
    await page.getByRole('button', { name: t('provider-prove', { provider: 'Contoso' }) }).click();
    await enterThere(page, name);
    await expect(page).toHaveURL('/account/profiles?done=proved');
    await expect(page.getByRole('main')).toContainText(t('done-proved'));
    await page.getByRole('button', { name: t('proved-add', { login: `${name}@contoso.example` }) }).click();
    await expect(page.getByRole('main')).toContainText(t('done-added'));
    await page.context().clearCookies({ name: '__Host-session' });
    await page.goto('/sign-in?next=/account');
    await toProvider(page, t, 'Contoso');
    await expect(page).toHaveURL('/account');
    await expect(page.getByRole('main')).toContainText('Noah Kim');
});
