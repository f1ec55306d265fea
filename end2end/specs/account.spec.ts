// Somebody looks after their account, and leaves.
import { readFileSync } from 'node:fs';
import { enter, heading, learners, password } from '../support/steps';
import { expect, test } from '../support/test';
import { words } from '../support/words';

test.beforeEach(async ({ page, t }) => {
    await page.goto('/sign-in?next=/account');
    await enter(page, t, learners.leaving);
    await expect(page).toHaveURL('/account');
});

test('changes name and time zone, and finds both in the history', async ({ page, t, audit }) => {
    for (const name of ['Robin L. <Leclerc>', 'Robin Leclerc']) {
        await page.getByLabel(t('account-name'), { exact: true }).fill(name);
        await page.getByRole('button', { name: `${t('account-save')}: ${t('account-name')}` }).click();
        await expect(page).toHaveURL('/account?done=name');
        await expect(page.getByRole('status')).toContainText(t('account-done-name'));
        await expect(page.locator('.lede')).toHaveText(name);
    }
    await page.getByLabel(t('account-time-zone'), { exact: true }).selectOption('Asia/Shanghai');
    await page.getByRole('button', { name: `${t('account-save')}: ${t('account-time-zone')}` }).click();
    await expect(page).toHaveURL('/account?done=time-zone');
    await expect(page.getByLabel(t('account-time-zone'), { exact: true })).toHaveValue('Asia/Shanghai');
    await audit(page);
    await page.getByRole('link', { name: t('trail-link') }).click();
    await expect(heading(page)).toHaveText(t('trail-title'));
    const lines = page.locator('.history > li');
    await expect(lines.nth(0)).toContainText(t('audit-time-zone-changed'));
    await expect(lines.nth(1)).toContainText('Robin L. <Leclerc> → Robin Leclerc');
    await expect(lines.nth(1)).toContainText(t('audit-by-you'));
});

test('keeps a language with the account, which another device then speaks', async ({ page, t, language, otherDevice }) => {
    const other = ({ en: 'zh-CN', 'zh-CN': 'en' } as const)[language];
    for (const wish of [other, language]) {
        const here = words(wish === language ? other : language);
        await page.getByLabel(here('account-language'), { exact: true }).selectOption(wish);
        const save = `${here('account-save')}: ${here('account-language')}`;
        await page.getByRole('button', { name: save }).click();
        await expect(page).toHaveURL('/account?done=language');
        await expect(page.locator('html')).toHaveAttribute('lang', wish);
        if (wish === other) {
            await otherDevice.goto('/sign-in?next=/account');
            await enter(otherDevice, t, learners.leaving);
            await expect(otherDevice.locator('html')).toHaveAttribute('lang', other);
        }
    }
    await expect(page.getByRole('status')).toContainText(t('account-done-language'));
});

test('sees another device, and ends its session', async ({ page, t, otherDevice }) => {
    await otherDevice.goto('/sign-in');
    await enter(otherDevice, t, learners.leaving);
    await expect(otherDevice).toHaveURL('/dashboard');
    await page.reload();
    await expect(page.getByText(t('account-session-this'))).toHaveCount(1);
    const end = page.locator('form[action="/api/account/sessions/end"] button');
    const before = await end.count();
    await end.first().click();
    await expect(page).toHaveURL('/account?done=session');
    await expect(end).toHaveCount(before - 1);
    // Whichever of the others that was: now they are all gone.
    if (before > 1) {
        await page.getByRole('button', { name: t('account-sessions-end-others') }).click();
        await expect(page).toHaveURL('/account?done=sessions');
    }
    await otherDevice.goto('/dashboard');
    await expect(otherDevice).toHaveURL('/sign-in');
    await page.goto('/dashboard');
    await expect(page).toHaveURL('/dashboard');
});

test('a new password needs the old one', async ({ page, t }) => {
    const change = async (old: string, secret: string) => {
        await page.goto('/account');
        const form = page.locator('details', { has: page.getByText(t('account-password-change')) });
        await form.locator('summary').click();
        await form.getByLabel(t('account-password-old')).fill(old);
        await form.getByLabel(t('account-password-new')).fill(secret);
        await form.getByRole('button').click();
    };
    await change('a wrong password', 'a quite new password');
    await expect(page).toHaveURL('/account?error=wrong_sign_in');
    await expect(page.getByRole('alert')).toContainText(t('account-wrong-password'));
    for (const [old, secret] of [[password, 'a quite new password'], ['a quite new password', password]] as const) {
        await change(old, secret);
        await expect(page).toHaveURL('/account?done=password');
    }
    await expect(page.getByRole('status')).toContainText(t('account-done-password'));
});

test('downloads everything', async ({ page, t }) => {
    const [download] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('link', { name: t('account-download') }).click(),
    ]);
    expect(download.suggestedFilename()).toBe('perennial-data.json');
    const data = JSON.parse(readFileSync(await download.path(), 'utf8'));
    expect(data.logins[0].email).toBe(learners.leaving);
    expect(data.credentials[0].certification).toBe('azure-fundamentals');
});

test('leaves for good, and not by mistake', async ({ page, t, audit }) => {
    await page.getByRole('link', { name: t('account-delete-link') }).click();
    await expect(heading(page)).toHaveText(t('deletion-title'));
    await expect(page.getByRole('main')).toContainText(t('deletion-stays-why'));
    await audit(page);
    await page.getByRole('button', { name: t('deletion-button') }).click();
    await expect(page).toHaveURL('/account/delete?error=wrong_sign_in');
    await page.getByLabel(t('deletion-password')).fill(password);
    await page.getByRole('button', { name: t('deletion-button') }).click();
    await expect(page).toHaveURL('/account/deleted');
    await expect(heading(page)).toHaveText(t('deleted-title'));
    await audit(page);
    await page.goto('/account');
    await expect(page).toHaveURL('/sign-in?next=/account');
    await enter(page, t, learners.leaving);
    await expect(page.getByRole('alert')).toContainText(t('sign-in-wrong'));
});
