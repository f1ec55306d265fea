// Somebody makes an account, forgets its password, and changes its address: by mail.
import { Mailbox } from '../support/mailbox';
import { enter, heading } from '../support/steps';
import type { Page } from '@playwright/test';
import { expect, test } from '../support/test';

const address = 'nia.okoye@example.com';
const moved = 'nia@example.org';
const first = 'the first password';
const second = 'the second password';

test.describe.configure({ mode: 'serial', retries: 0 });

/** Loads no program: these pages are whole without one. */
async function follow(page: Page, link: string): Promise<void> {
    const loaded: string[] = [];
    const note = (request: { url(): string }) => loaded.push(request.url());
    page.on('request', note);
    await page.goto(link);
    page.off('request', note);
    expect(loaded.filter((url) => url.endsWith('.wasm'))).toEqual([]);
}

test('registers', async ({ page, t, audit, watch }, { project }) => {
    watch.expect(/console: .* status of 404/);
    await page.goto('/sign-in');
    await page.getByRole('link', { name: t('sign-in-register') }).click();
    await expect(heading(page)).toHaveText(t('register-title'));
    const link = await new Mailbox(project.name).link(address, async () => {
        await page.getByLabel(t('sign-in-email')).fill(address);
        await page.getByRole('button', { name: t('register-button') }).click();
        await expect(page.getByRole('status')).toContainText('n•••@e•••.com');
    });
    await audit(page);
    await follow(page, link);
    await expect(heading(page)).toHaveText(t('go-register-title'));
    await audit(page);
    await page.getByLabel(t('go-register-name'), { exact: true }).fill('Nia Okoye');
    await page.getByLabel(t('go-register-password'), { exact: true }).fill(first);
    await page.getByRole('button', { name: t('go-register-button') }).click();
    await expect(page).toHaveURL('/dashboard');

    const again = await page.goto(link);
    expect(again?.status()).toBe(404);
    await expect(heading(page)).toHaveText(t('go-over-title'));
});

test('chooses another password', async ({ page, t, audit }, { project }) => {
    await page.goto('/sign-in');
    await page.getByRole('link', { name: t('sign-in-forgot') }).click();
    const link = await new Mailbox(project.name).link(address, async () => {
        await page.getByLabel(t('sign-in-email')).fill(address);
        await page.getByRole('button', { name: t('register-button') }).click();
        await expect(page.getByRole('status')).toContainText('n•••@e•••.com');
    });
    await follow(page, link);
    await audit(page);
    await page.getByLabel(t('account-password-new'), { exact: true }).fill(second);
    await page.getByRole('button', { name: t('go-reset-button') }).click();
    await expect(page.getByRole('status')).toContainText(t('sign-in-done-password'));
    await enter(page, t, address, first);
    await expect(page.getByRole('alert')).toContainText(t('sign-in-wrong'));
    await enter(page, t, address, second);
    await expect(page).toHaveURL('/dashboard');
});

test('changes the address, also from a browser that is not signed in', async ({ page, t, otherDevice, audit }, { project }) => {
    await page.goto('/sign-in?next=/account');
    await enter(page, t, address, second);
    await page.getByText(t('account-address-change'), { exact: true }).first().click();
    const form = page.locator('form[action="/api/account/address"]');
    const link = await new Mailbox(project.name).link(moved, async () => {
        await form.getByLabel(t('account-address-new')).fill(moved);
        await form.getByLabel(t('account-password-old')).fill(second);
        await form.getByRole('button').click();
        await expect(page.getByRole('status')).toContainText(t('account-done-address-asked'));
    });
    await otherDevice.goto(new URL(link, page.url()).href);
    await otherDevice.getByRole('link', { name: t('go-sign-in') }).click();
    await enter(otherDevice, t, address, second);
    await audit(otherDevice);
    await otherDevice.getByRole('button', { name: t('go-change-button') }).click();
    await expect(otherDevice.getByRole('status')).toContainText(t('account-done-address'));
    await expect(otherDevice.getByRole('main')).toContainText(moved);
    // The session here has ended.
    await page.goto('/account');
    await expect(page).toHaveURL('/sign-in?next=/account');
    await enter(page, t, moved, second);
    await expect(page).toHaveURL('/account');
});

test('an address that has an account is told so by mail alone', async ({ page, t }, { project }) => {
    await page.goto('/register');
    const link = await new Mailbox(project.name).link(moved, async () => {
        await page.getByLabel(t('sign-in-email')).fill(moved);
        await page.getByRole('button', { name: t('register-button') }).click();
        await expect(page.getByRole('status')).toContainText('n•••@e•••.org');
    });
    await follow(page, link);
    await expect(heading(page)).toHaveText(t('go-registered-title'));
    await page.getByRole('main').getByRole('link', { name: t('nav-sign-in') }).click();
    await enter(page, t, moved, second);
    await expect(page).toHaveURL('/dashboard');
});
