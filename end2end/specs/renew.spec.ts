// A learner renews: from the sign-in to the new date.
import { answerAll, heading, learners, signIn, start } from '../support/steps';
import { expect, test } from '../support/test';
import { date, instant } from '../support/words';

test('from the sign-in to the new date', async ({ page, server, t, language, audit }) => {
    await signIn(page, t, learners.renewing);
    const before = await server.credential('azure-administrator');
    expect(before.decision).toBe('renewable');
    const promised = date(language, before.valid_through_after_pass!);

    const card = page.locator('.need-card', { hasText: before.certification.title });
    await expect(card).toContainText(t('decision-after-pass', { date: promised }));
    await card.getByRole('link', { name: t('decision-renewable-next') }).click();
    await expect(page).toHaveURL(`/credentials/${before.id}#start`);
    await expect(page.getByRole('main')).toContainText(t('decision-after-pass', { date: promised }));
    await expect(page.getByText(t('start-limit', { minutes: 45 }))).toBeVisible();
    await audit(page);

    await start(page, t);
    await expect(heading(page)).toHaveText(t('attempt-heading', { certification: before.certification.title }));
    await audit(page);
    await answerAll(page, t);
    await expect(page.getByRole('main')).toContainText(t('review-all-answered'));
    await audit(page);
    await page.getByRole('button', { name: t('review-submit'), exact: true }).click();

    await page.waitForURL('**/result');
    await expect(heading(page)).toHaveText(t('result-passed', { certification: before.certification.title }));
    await expect(page.locator('.result__date')).toContainText(promised);
    const last = instant(language, `${before.valid_through_after_pass}T23:59:00Z`);
    await expect(page.getByRole('main')).toContainText(last);
    await expect(page.getByText(t('result-receipt'))).toBeVisible();
    await page.getByText(t('result-skills')).click();
    await expect(page.locator('.score')).toContainText(t('result-score', { points: 24, maximum: 24 }));

    // E3: a year from the old date, not from today; K: the next window is not open yet.
    const now = await server.credential('azure-administrator');
    expect(now.valid_through).toBe(before.valid_through_after_pass);
    expect(now.decision).toBe('not_open');
    expect(now.counted_attempts).toBe(0);
    await page.getByRole('link', { name: t('result-to-credential') }).click();
    await expect(page).toHaveURL(`/credentials/${before.id}`);
    const history = page.locator('section', { has: page.getByRole('heading', { name: t('history-title') }) });
    await expect(history).toContainText(t('history-through', { day: promised }));
});
