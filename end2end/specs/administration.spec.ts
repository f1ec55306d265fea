// Somebody looks after others: finds a person, extends, reads the log, gives a role, makes a key.
import { after } from '../support/server';
import { heading, learners, signIn } from '../support/steps';
import { expect, test } from '../support/test';
import { date } from '../support/words';

test('support finds a person, sees their history, and the look is written down', async ({ page, t, audit, watch }) => {
    watch.expect(/status of 404/);
    await signIn(page, t, learners.support);
    await page.getByRole('link', { name: t('nav-admin') }).click();
    await expect(heading(page)).toHaveText(t('admin-title'));
    const ways = page.getByRole('navigation', { name: t('admin-nav-label') });
    await expect(ways.getByRole('link')).toHaveCount(3);
    await ways.getByRole('link', { name: t('admin-people') }).click();
    await page.getByLabel(t('people-question')).fill('lin');
    await page.getByRole('button', { name: t('people-find') }).click();
    await expect(page.getByRole('main')).not.toContainText(learners.renewing);
    await page.getByRole('link', { name: 'Lina Brandt' }).click();
    await expect(heading(page)).toHaveText('Lina Brandt');
    const main = page.getByRole('main');
    await expect(main).toContainText(t('connection-state-connected'));
    await expect(main).toContainText('Azure Administrator Associate');
    await expect(main).not.toContainText(learners.renewing);
    await expect(main.locator('section', { hasText: t('person-audit-title') }).last()).toContainText('Priya Raman');
    await audit(page);
    for (const path of ['/admin/extensions', '/admin/audit', '/admin/keys', '/admin/roles']) {
        expect((await page.goto(path))!.status(), path).toBe(404);
    }
});

test('a learner sees nothing of administration', async ({ page, t, watch }) => {
    watch.expect(/status of 404/);
    await signIn(page, t, learners.renewing);
    await expect(page.getByRole('link', { name: t('nav-admin') })).toHaveCount(0);
    expect((await page.goto('/admin'))!.status()).toBe(404);
});

test('an administrator extends credentials, once, and the learner sees why', async ({ page, server, t, language, audit }) => {
    await signIn(page, t, learners.anew);
    const { id, valid_through, expires_at } = await server.credential('azure-administrator');
    const until = after(expires_at!, 40 * 24 * 60 * 60).slice(0, 10);
    await signIn(page, t, learners.administrator);
    await page.goto('/admin/extensions');
    await page.getByLabel('Azure Administrator Associate').check();
    await page.getByLabel(t('extend-first-day')).fill(valid_through!);
    await page.getByLabel(t('extend-last-day')).fill(valid_through!);
    await page.getByLabel(t('extend-until'), { exact: true }).fill(until);
    await page.getByRole('button', { name: t('extend-preview') }).click();
    const main = page.getByRole('main');
    await expect(main).toContainText(t('extend-no-undo'));
    await expect(main).toContainText('Pavel Dvořák');
    await audit(page);
    await page.getByLabel(t('extend-reason')).fill('Exam centres are closed');
    await page.getByRole('button', { name: t('extend-confirm', { count: 1 }) }).click();
    await expect(heading(page)).toHaveText(t('extend-one-title', { date: date(language, until) }));
    await expect(main).toContainText('Exam centres are closed');
    await audit(page);

    await signIn(page, t, learners.anew);
    await page.goto(`/credentials/${id}`);
    await expect(main).toContainText(t('history-extended'));
    expect((await server.credential('azure-administrator')).valid_through).toBe(until);
});

test('an administrator gives a role that holds at once, and keeps the last one', async ({ page, t, audit }) => {
    await signIn(page, t, learners.administrator);
    await page.goto('/admin/roles');
    await page.getByLabel(t('roles-person'), { exact: true }).fill(learners.newcomer);
    await page.getByRole('combobox', { name: t('roles-role'), exact: true }).selectOption('author');
    await page.getByRole('button', { name: t('roles-give'), exact: true }).click();
    const taking = (role: string, name: string) =>
        page.getByRole('button', { name: t('roles-take-from', { name, role: t(`role-${role}`) }) });
    await expect(taking('author', 'Noah Kim')).toBeVisible();
    await audit(page);
    await taking('administrator', 'Henrik Dahl').click();
    await expect(page.getByRole('alert')).toContainText(t('roles-last-administrator'));
    await taking('author', 'Noah Kim').click();
    await expect(taking('author', 'Noah Kim')).toHaveCount(0);
});

test('a key is shown once; the log says who made and revoked it', async ({ page, t, audit }) => {
    await signIn(page, t, learners.administrator);
    await page.goto('/admin/keys');
    await page.getByLabel(t('keys-name')).fill('Exams Ltd');
    await page.getByRole('button', { name: t('keys-create') }).click();
    await expect(page.locator('.secret')).toContainText(/^perennial_[0-9a-f]{64}$/);
    await audit(page);
    await page.goto('/admin/keys');
    await expect(page.locator('.secret')).toHaveCount(0);
    await page.getByRole('button', { name: t('keys-revoke-name', { name: 'Exams Ltd' }) }).first().click();
    await expect(page.getByRole('main')).toContainText(t('keys-revoked'));
    await page.goto('/admin/audit?action=key_revoked');
    const row = page.getByRole('row', { name: t('audit-key-revoked') }).first();
    await expect(row).toContainText('Henrik Dahl');
    await expect(row).toContainText('Exams Ltd');
    await audit(page);
});
