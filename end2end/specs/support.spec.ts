// Somebody asks support: support looks, stands for a change, answers, and the person goes on.
import type { Page } from '@playwright/test';
import { heading, learners, signIn } from '../support/steps';
import { expect, test } from '../support/test';
import type { Words } from '../support/words';

const profiles = '/account/profiles';

/** Asks support, and says under which reference. */
async function ask(page: Page, t: Words, message: string): Promise<string> {
    await page.goto(profiles);
    await page.getByLabel(t('support-message')).fill(message);
    await page.locator('#support').getByRole('button').click();
    await expect(page.getByRole('status')).toContainText(t('done-asked'));
    const text = await page.locator('#support').innerText();
    return /[0-9A-Z]{4}-[0-9A-Z]{4}/.exec(text)![0];
}

/** The number of one's own certification profile. */
async function number(page: Page): Promise<string> {
    await page.goto(profiles);
    return page.locator('.profile-part code').first().innerText();
}

test('support stands for a merge, answers, and the person carries it out without a proof', async ({ page, t, audit }) => {
    await signIn(page, t, learners.forgetful);
    const reference = await ask(page, t, 'I can’t sign in to my old account any more.');
    await signIn(page, t, learners.forgotten);
    const old = await number(page);

    await signIn(page, t, learners.support);
    await page.goto('/admin/requests');
    await expect(heading(page)).toHaveText(t('admin-requests'));
    const request = page.locator('section', { has: page.getByRole('heading', { name: reference }) });
    await expect(request).toContainText('I can’t sign in to my old account any more.');
    await expect(request).toContainText(t('connection-state-connected'));
    await audit(page);
    await request.getByRole('link', { name: 'Ravi Menon' }).click();
    await expect(heading(page)).toHaveText('Ravi Menon');
    const merge = page.locator('form', { has: page.getByRole('heading', { name: t('attest-merge-title') }) });
    await merge.getByLabel(t('attest-merge-source')).fill('4711');
    await merge.getByLabel(t('extend-reason')).fill('Showed both certificates');
    await merge.getByRole('button').click();
    await expect(page.getByRole('alert')).toContainText(t('attest-fault-unknown-profile'));
    await merge.getByLabel(t('attest-merge-source')).fill(old);
    await merge.getByLabel(t('extend-reason')).fill('Showed both certificates');
    await audit(page);
    await merge.getByRole('button').click();
    await expect(page.getByRole('status')).toContainText(t('attest-merge-done'));
    await page.goto('/admin/requests');
    await request.getByRole('textbox', { name: t('requests-answer') }).fill('You can merge them now.');
    await request.getByRole('button').click();
    await expect(page.getByRole('status')).toContainText(t('requests-answered'));
    await expect(request).toHaveCount(0);

    await signIn(page, t, learners.forgetful);
    await page.goto(profiles);
    await expect(page.locator('#attested')).toContainText(old);
    await audit(page);
    await page.locator('#attested').getByRole('link', { name: t('profiles-merge-see') }).click();
    await expect(page.getByRole('main')).toContainText(t('merge-attested'));
    await audit(page);
    await page.getByLabel(t('merge-understood')).check();
    await page.getByRole('button', { name: t('merge-button') }).click();
    await expect(page.getByRole('status')).toContainText(t('done-merged'));
    await expect(page.getByRole('main')).toContainText(old); // among the earlier numbers
    await page.goto('/account/history');
    await expect(page.getByRole('main')).toContainText('You can merge them now.');
    await expect(page.getByRole('main')).toContainText('Showed both certificates');

    // The old number still finds them.
    await signIn(page, t, learners.support);
    await page.goto(`/admin/people?q=${old}`);
    await expect(page.getByRole('link', { name: 'Ravi Menon' })).toBeVisible();
});

test('support changes the login of a certification profile, and the person connects', async ({ page, t }) => {
    await signIn(page, t, learners.lockedOut);
    await page.goto(profiles);
    await expect(page.locator('.lede')).toHaveText(t('connection-misaligned'));
    await signIn(page, t, learners.support);
    await page.goto(`/admin/people?q=${learners.lockedOut}`);
    await page.getByRole('link', { name: 'Elif Demir' }).click();
    const change = page.locator('form', { has: page.getByRole('heading', { name: t('attest-login-title') }) });
    await change.getByLabel(t('extend-reason')).fill('Left the old address behind');
    await change.getByRole('button').click();
    await expect(page.getByRole('status')).toContainText(t('attest-login-done'));

    await signIn(page, t, learners.lockedOut);
    await page.goto(profiles);
    await page.getByRole('button', { name: t('profiles-connect'), exact: true }).click();
    await expect(page.locator('.lede')).toHaveText(t('profiles-connected'));
});
