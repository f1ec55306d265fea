// What people choose about mail, their calendar feed, and the demo's mailbox.
import ICAL from 'ical.js';
import { heading, learners, signIn } from '../support/steps';
import { expect, test } from '../support/test';

test('mutes one certification where it stands, then all, and takes it back', async ({ page, server, t, audit }) => {
    await signIn(page, t, learners.resuming);
    const { id, certification: { title } } = await server.credential('azure-administrator');
    await page.goto(`/credentials/${id}`);
    await page.getByRole('button', { name: t('reminders-mute-label', { certification: title }) }).click();
    await expect(page).toHaveURL(`/credentials/${id}?done=muted`);
    await expect(page.getByRole('status')).toHaveText(new RegExp(t('mail-settings-done-muted')));
    await page.getByRole('link', { name: t('mail-settings-link') }).click();
    await expect(heading(page)).toHaveText(t('mail-settings-title'));
    await page.getByRole('button', { name: t('reminders-unmute-label', { certification: title }) }).click();
    await expect(page.getByRole('button', { name: t('reminders-mute-label', { certification: title }) })).toBeVisible();

    await page.getByRole('button', { name: t('reminders-mute-all') }).click();
    await expect(page.getByRole('main')).toContainText(t('reminders-all-muted'));
    await expect(page.getByRole('main')).toContainText(t('reminders-always'));
    await audit(page);
    await page.getByRole('button', { name: t('reminders-unmute-all') }).click();
    await expect(page.getByRole('main')).toContainText(t('reminders-on'));
});

test('chooses quiet hours, which need a time zone', async ({ page, t, audit }) => {
    await signIn(page, t, learners.waiting);
    await page.goto('/account/mail');
    await page.getByRole('link', { name: t('mail-settings-zone-link') }).first().click();
    await page.getByLabel(t('account-time-zone'), { exact: true }).selectOption('Asia/Shanghai');
    await page.getByRole('button', { name: `${t('account-save')}: ${t('account-time-zone')}` }).click();
    await expect(page.getByRole('status')).toBeVisible();
    await page.goto('/account/mail');
    await page.getByLabel(t('quiet-hours-from'), { exact: true }).selectOption('22:00');
    await page.getByLabel(t('quiet-hours-until'), { exact: true }).selectOption('22:00');
    await page.getByRole('button', { name: t('quiet-hours-save') }).click();
    await expect(page.getByRole('alert')).toContainText(t('quiet-hours-invalid'));
    await page.getByLabel(t('quiet-hours-until'), { exact: true }).selectOption('07:00');
    await page.getByRole('button', { name: t('quiet-hours-save') }).click();
    await expect(page.getByRole('main')).toContainText(t('quiet-hours-are', { from: '22:00', until: '07:00' }));
    await audit(page);
    await page.getByRole('button', { name: t('quiet-hours-off') }).click();
    await expect(page.getByRole('main')).toContainText(t('quiet-hours-none'));
});

test('a calendar reads the feed as long as its address is good', async ({ page, t, server, language, audit }) => {
    await signIn(page, t, learners.waiting);
    await page.goto('/account');
    await page.getByLabel(t('account-language'), { exact: true }).selectOption(language);
    await page.getByRole('button', { name: `${t('account-save')}: ${t('account-language')}` }).click();
    await expect(page).toHaveURL('/account?done=language');
    await page.goto('/account/mail');
    await page.getByRole('button', { name: t('feed-make') }).click();
    const address = await page.locator('code.secret').innerText();
    await audit(page);

    const answer = await page.request.get(address);
    expect(answer.headers()['cache-control']).toBe('no-store');
    const calendar = new ICAL.Component(ICAL.parse(await answer.text()));
    const events = calendar.getAllSubcomponents('vevent').map((event) => new ICAL.Event(event));
    const { credentials } = await server.dashboard();
    for (const { id, certification: { title }, opens_at, expires_at, next_start_at } of credentials) {
        const of = events.filter(({ uid }) => uid.startsWith(id));
        const dates = [[t('calendar-opens', { certification: title }), opens_at], [t('calendar-expires', { certification: title }), expires_at]];
        if (next_start_at) dates.push([t('calendar-next-attempt', { certification: title }), next_start_at]);
        const seconds = (at: string) => Math.floor(new Date(at).getTime() / 1000);
        const found = of.map(({ summary, startDate }) => [summary, startDate.toUnixTime()]);
        expect(found.sort()).toEqual(dates.map(([summary, at]) => [summary, seconds(at!)]).sort());
        const alarms = of.flatMap(({ component }) => component.getAllSubcomponents('valarm'));
        expect(alarms.length).toBeGreaterThanOrEqual(3);
    }

    await page.reload();
    await expect(page.locator('code.secret')).toHaveCount(0);
    await page.getByRole('button', { name: t('feed-revoke') }).click();
    await expect(page.getByRole('main')).toContainText(t('feed-none'));
    expect((await page.request.get(address)).status()).toBe(404);
});

test('the mailbox of the demo shows what was sent', async ({ page, t, audit }) => {
    await page.goto('/');
    await page.getByRole('link', { name: t('demo-mailbox') }).click();
    await expect(heading(page)).toHaveText(t('mailbox-title'));
    // The samples of the demo have mails that are due at once. Those of whoever has left since lead nowhere.
    const mail = page.locator('.row').filter({ hasText: learners.unconnected }).locator('.row__title').first();
    await expect(async () => {
        await page.reload();
        await expect(mail).toBeVisible({ timeout: 500 });
    }).toPass({ timeout: 30_000 });
    await audit(page);
    await mail.click();
    await expect(page.frameLocator('.mail__html').getByRole('link').first()).toBeVisible();
    await audit(page);
    const file = await page.request.get(`${page.url()}/message.eml`);
    expect(await file.text()).toMatch(/^Message-ID: /im);
    await page.locator('.mail__text').getByRole('link').first().click();
    await expect(page).toHaveURL(/\/go\/\w+$/);
});

test('administration sees what was not delivered', async ({ page, t, audit }) => {
    await signIn(page, t, learners.administrator);
    await page.goto('/admin');
    await page.getByRole('main').getByRole('link', { name: t('admin-mail') }).last().click();
    await expect(heading(page)).toHaveText(t('admin-mail'));
    await expect(page.getByRole('heading', { name: t('dead-mail-title') })).toBeVisible();
    await audit(page);
});
