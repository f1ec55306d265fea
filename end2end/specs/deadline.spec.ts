// Time ends an attempt: its limit, or the expiry of the certification.
import { heading, learners, options, running, signIn, start } from '../support/steps';
import { expect, test } from '../support/test';
import { after } from '../support/server';
import { instant, literally } from '../support/words';


test('a time limit that runs out grades what was saved', async ({ page, server, t, language, hydrated }) => {
    if (hydrated) await page.clock.install();
    await signIn(page, t, learners.waiting);
    const { next_start_at, id } = await server.credential('azure-administrator');
    await server.moveClock(next_start_at!);
    await page.goto(`/credentials/${id}`);
    await start(page, t);
    await running(page, hydrated);
    const attempt = await server.attempt(page.url().match(/attempts\/([\w-]+)/)![1]!);
    expect(new Date(attempt.deadline).getTime() - new Date(attempt.started_at).getTime()).toBe(45 * 60_000);
    await expect(page.getByRole('timer')).toHaveText(/^4[45]:\d\d$/);
    await expect(page.locator('.timer time')).toContainText(instant('en', attempt.deadline).slice(-9));
    await options(page).first().check();
    if (hydrated) {
        await expect(page.locator('.save-state--saved')).toBeVisible();
        // Ten minutes left are said aloud, once.
        await page.clock.fastForward('35:01');
        await expect(page.getByRole('status').first()).toHaveText(t('attempt-minutes-left', { minutes: 10 }));
        await page.clock.fastForward('10:00');
        await expect(page.getByRole('heading', { name: t('attempt-time-up') })).toBeVisible();
    } else {
        await page.getByRole('button', { name: t('attempt-next') }).click();
    }
    await server.moveClock(attempt.deadline);
    if (hydrated) {
        await page.getByRole('link', { name: t('attempt-to-result') }).click();
    } else {
        await page.getByRole('button', { name: t('attempt-next') }).click();
    }
    await page.waitForURL('**/result');
    await expect(heading(page)).toHaveText(t('result-failed'));
    await expect(page.getByText(t('result-timed-out'))).toBeVisible();
    await expect(page.getByRole('main')).toContainText(instant(language, attempt.deadline));
    const { decision, next_start_at: again } = await server.credential('azure-administrator');
    expect([decision, again]).toEqual(['cooling_down', after(attempt.deadline, 24 * 60 * 60).replace('.000Z', 'Z')]);
});

test('the last chance is said before it is spent, and the expiry closes an open attempt', async ({ page, server, t, language, hydrated }) => {
    await signIn(page, t, learners.lastChance);
    const { id, expires_at, certification } = await server.credential('azure-administrator');
    const at = instant(language, expires_at!);
    await expect(page.locator('.need-card')).toContainText(at);
    // A6: with a limit of 45 minutes it may be the last, or not, and the page says from when on it is.
    const last = after(expires_at!, -24 * 60 * 60);
    await server.moveClock(after(last, -20 * 60));
    await page.goto(`/credentials/${id}`);
    await expect(page.locator('.notice--act')).toHaveText(
        // In the browser the local time comes behind the instant.
        new RegExp(t('decision-last-chance-from', { instant: '@' }).split('@')
            .map((text) => literally(text.trim()).source).join(`\\s?${literally(instant(language, last)).source}.*`)),
    );
    // Too late for the limit to end it before the expiry does.
    await server.moveClock(after(expires_at!, -20 * 60));
    await page.goto(`/credentials/${id}`);
    await expect(page.locator('.notice--act')).toContainText(at);
    await start(page, t);
    await running(page, hydrated);
    await expect(page.getByRole('timer')).toHaveText(/^(20:00|19:\d\d)$/);
    await page.getByRole('button', { name: t('attempt-to-review') }).click();
    await expect(page.getByText(t('review-last-chance'), { exact: true })).toBeVisible();
    const attempt = page.url().match(/attempts\/[\w-]+/)![0];

    await server.moveClock(expires_at!);
    await page.goto(`/${attempt}`);
    await page.waitForURL(`**/${attempt}/result`);
    await expect(heading(page)).toHaveText(t('result-closed'));
    await expect(page.getByRole('main')).toContainText(at);
    await expect(page.getByRole('main')).toContainText('AZ-104');
    // A8: too late is too late, whoever asks.
    const late = await server.post('/api/attempts/submit', { attempt_id: attempt.split('/')[1]! });
    expect(late.status()).toBe(409);

    await page.goto('/dashboard');
    const row = page.locator('.row', { hasText: certification.title });
    await expect(row).toContainText(t('decision-expired-state'));
    await row.getByRole('link', { name: t('decision-expired-next-exams', { exams: 'AZ-104' }) }).click();
    await expect(page).toHaveURL('/certifications/azure-administrator#exams');
});
