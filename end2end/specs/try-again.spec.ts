// A learner fails, waits, and tries again.
import { answerAll, heading, learners, next, review, signIn, start } from '../support/steps';
import { expect, test } from '../support/test';
import { after } from '../support/server';
import { instant } from '../support/words';

test('two failures, the wait, and the next day', async ({ page, server, t, language, audit }) => {
    await signIn(page, t, learners.resuming);
    const { id, certification } = await server.credential('azure-administrator');
    const credential = `/credentials/${id}`;

    // The first: a few wrong answers, most left open.
    await page.goto(credential);
    await start(page, t);
    await page.locator('.options input').first().check();
    await next(page, t);
    await review(page, t);
    await expect(page.getByRole('main')).toContainText(t('review-confirm', { open: 23 }));
    await page.getByRole('button', { name: t('review-submit-anyway') }).click();
    await page.waitForURL('**/result');
    const first = page.url();
    await expect(heading(page)).toHaveText(t('result-failed'));
    await expect(page.locator('.score')).toContainText(t('result-needed', { needed: 17, mark: 70 }));
    await expect(page.locator('.skill-bars meter')).toHaveCount(8);
    await expect(page.getByRole('heading', { name: t('result-weak') })).toBeVisible();
    await expect(page.locator('.module-list a').first()).toBeVisible();
    await expect(page.getByText(t('result-again-now'))).toBeVisible();
    await audit(page);

    // The second, at once: nothing is answered.
    await page.getByRole('link', { name: t('result-try-again') }).click();
    await expect(page).toHaveURL(credential);
    await start(page, t);
    await review(page, t);
    await page.getByRole('button', { name: t('review-submit-anyway') }).click();
    await page.waitForURL('**/result');
    const { decision, next_start_at: at, counted_attempts } = await server.credential('azure-administrator');
    expect([decision, counted_attempts]).toEqual(['cooling_down', 2]);
    await expect(page.getByRole('main')).toContainText(instant(language, at!));
    const second = page.url();
    // What came after the first is over.
    await page.goto(first);
    await expect(page.getByText(t('result-earlier'))).toBeVisible();
    await expect(page.getByText(t('result-again-now'))).toHaveCount(0);

    // N5: what the mails say is on the dashboard too.
    await page.goto('/dashboard');
    await expect(page.getByText(t('reason-last-failure', { percent: '0%', mark: 70 }))).toBeVisible();
    await expect(page.getByRole('link', { name: t('reason-last-result') })).toHaveAttribute('href', new URL(second).pathname);
    await audit(page);

    // The wait, on the credential's page and to the second.
    await page.goto(credential);
    await expect(page.locator('.lede')).toContainText(instant(language, at!));
    await expect(page.getByRole('button', { name: t('start-button') })).toHaveCount(0);
    await server.moveClock(after(at!, -30));
    await page.reload();
    await expect(page.getByRole('button', { name: t('start-button') })).toHaveCount(0);
    await server.moveClock(at!);
    await page.goto(second);
    await expect(page.getByText(t('result-again-now'))).toBeVisible();
    await page.goto(credential);
    await expect(page.locator('.skill-list .bar').first()).toBeVisible();
    // Both attempts, each with the score of its eight skills.
    const skills = page.locator('.history details');
    await expect(skills).toHaveCount(2);
    await skills.first().getByText(t('result-skills')).click();
    await expect(skills.first().locator('.numeric')).toHaveCount(8);

    // The third passes, and the count begins anew.
    await start(page, t);
    await answerAll(page, t);
    await page.getByRole('button', { name: t('review-submit'), exact: true }).click();
    await expect(heading(page)).toHaveText(t('result-passed', { certification: certification.title }));
    const renewed = await server.credential('azure-administrator');
    expect(renewed.counted_attempts).toBe(0);
    await page.goto('/dashboard');
    const row = page.locator('.row').filter({ hasText: certification.title });
    await expect(row).toContainText(t('need-valid-through', { at: instant(language, `${renewed.valid_through}T23:59:00Z`) }));
});
