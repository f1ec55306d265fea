// Somebody follows the link of a mail.
import { Mailbox } from '../support/mailbox';
import { enter, heading, learners } from '../support/steps';
import { expect, test } from '../support/test';

test('says how things stand, and leads on after signing in', async ({ page, t, audit }, { project }) => {
    const link = await new Mailbox(project.name).reminder(learners.unconnected);
    const loaded: string[] = [];
    page.on('request', (request) => loaded.push(request.url()));
    const answer = await page.goto(link);
    expect(answer?.headers()['referrer-policy']).toBe('no-referrer');
    await expect(heading(page)).toContainText('Azure Administrator');
    await expect(page.getByRole('main')).not.toContainText(/Amara|unconnected@/);
    expect(loaded.filter((url) => url.endsWith('.wasm'))).toEqual([]);
    await audit(page);
    await page.getByRole('link', { name: t('go-sign-in') }).click();
    await enter(page, t, learners.unconnected);
    await expect(page).toHaveURL('/account/profiles');
    await page.goto(link);
    await expect(page.getByRole('main')).toContainText(t('decision-not-connected-next'));
});

test('of somebody else, says only that', async ({ page, t }, { project }) => {
    const link = await new Mailbox(project.name).reminder(learners.unconnected);
    await page.goto('/sign-in');
    await enter(page, t, learners.newcomer);
    await page.goto(link);
    await expect(heading(page)).toHaveText(t('go-other-title'));
    await expect(page.getByRole('main')).not.toContainText('Azure');
});

test('stops the reminders that were chosen, and none without a choice', async ({ page, t, audit }, { project }) => {
    const link = await new Mailbox(project.name).reminder(learners.unconnected);
    await page.goto(link);
    await page.getByRole('link', { name: t('go-mute') }).click();
    await expect(page).toHaveURL(`${link}/unsubscribe`);
    await audit(page);
    const save = page.getByRole('main').getByRole('button', { name: t('mute-button') });
    await save.click();
    // The browser itself asks for a choice.
    await expect(page).toHaveURL(`${link}/unsubscribe`);
    await expect(page.locator('.notice')).toHaveCount(0);
    await page.getByRole('radio', { name: t('mute-keep') }).check();
    await save.click();
    await expect(page.getByRole('status')).toContainText(t('mute-kept'));
    await page.getByRole('radio').first().check();
    await save.click();
    await expect(page).toHaveURL(`${link}/unsubscribe?done=certification`);
    await expect(page.getByRole('link', { name: t('mute-undo') })).toBeVisible();
});

test('a link of no mail leads to the dashboard', async ({ page, t, watch }) => {
    watch.expect(/console: .* status of 404/);
    const answer = await page.goto(`/go/${'0'.repeat(32)}`);
    expect(answer?.status()).toBe(404);
    await expect(heading(page)).toHaveText(t('go-nowhere-title'));
    await expect(page.getByRole('main').getByRole('link', { name: t('nav-dashboard') })).toHaveAttribute('href', '/dashboard');
});
