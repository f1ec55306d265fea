// Something is not there, not theirs, or not possible any more: the page says so and leads on.
import { heading, learners, options, review, running, signIn } from '../support/steps';
import { Server } from '../support/server';
import { expect, test } from '../support/test';

const nothing = '00000000-0000-4000-8000-000000000000';

test.beforeEach(({ watch }) => watch.expect(/console: .* status of 404/));

test('an address without a page', async ({ page, t }) => {
    for (const path of ['/nothing', '/certifications/nothing', '/attempts/nothing/at/all', '/credentials/nothing']) {
        const answer = await page.goto(path);
        if (path.startsWith('/credentials')) continue;
        expect(answer!.status(), path).toBe(404);
        await expect(heading(page)).toHaveText(t('error-not-found-title'));
    }
    await page.goto('/nothing');
    await page.getByRole('main').getByRole('link', { name: t('nav-certifications'), exact: true }).click();
    await expect(page).toHaveURL('/certifications');
});

test('what is somebody else’s looks like what does not exist', async ({ page, otherDevice, server, t, language }) => {
    await signIn(page, t, learners.resuming);
    const { id, open_attempt_id } = await server.credential('azure-ai-engineer');
    await signIn(otherDevice, t, learners.newcomer);
    const texts = new Set<string>();
    for (const path of [
        `/credentials/${id}`, `/credentials/${nothing}`,
        `/attempts/${open_attempt_id}`, `/attempts/${open_attempt_id}/review`, `/attempts/${open_attempt_id}/result`,
        `/attempts/${nothing}`, `/attempts/${nothing}/result`,
    ]) {
        const answer = await otherDevice.goto(path);
        expect(answer!.status(), path).toBe(404);
        texts.add(await otherDevice.getByRole('main').innerText());
    }
    expect([...texts]).toHaveLength(1);
    const stranger = new Server(otherDevice, language);
    for (const attempt_id of [open_attempt_id!, nothing]) {
        expect((await stranger.post('/api/attempts/submit', { attempt_id })).status()).toBe(404);
        expect((await stranger.post('/api/attempts/language', { attempt_id, language: 'en' })).status()).toBe(404);
        const answer = { attempt_id, question_id: 'text-evaluation-01', 'choice[]': 'a', revision: '1' };
        expect((await stranger.post('/api/attempts/save', answer)).status()).toBe(404);
    }
    for (const credential_id of [id, nothing]) {
        const form = { credential_id, language: 'en', agreement: 'true' };
        expect((await stranger.post('/api/attempts/start', form)).status()).toBe(404);
    }
});

test('a page that time has overtaken says how things stand now', async ({ page, server, t }) => {
    await signIn(page, t, learners.lastChance);
    const credential = await server.credential('azure-administrator');
    test.skip(credential.decision !== 'renewable', 'needs a credential that is about to expire');
    await page.goto(`/credentials/${credential.id}`);
    await server.moveClock(credential.expires_at!);
    await page.getByLabel(t('start-agree')).check();
    await page.getByRole('button', { name: t('start-button') }).click();
    await expect(page.getByRole('alert')).toContainText(t('start-failed'));
    await expect(page.getByRole('main')).toContainText(t('decision-expired-state'));
});

test('an end of the session while answering loses nothing', async ({ page, server, t, hydrated, watch }) => {
    watch.expect(/401/);
    await signIn(page, t, learners.resuming);
    const { open_attempt_id } = await server.credential('azure-ai-engineer');
    await page.goto(`/attempts/${open_attempt_id}?q=18`);
    await running(page, hydrated);
    await server.post('/api/sign-out', {});
    await page.context().clearCookies({ name: '__Host-session' });
    await options(page).first().check();
    if (hydrated) {
        await expect(page.locator('.save-state--problem')).toContainText(t('attempt-signed-out'));
        await page.getByRole('link', { name: t('attempt-sign-in') }).click();
    } else {
        await page.getByRole('button', { name: t('attempt-to-review') }).click();
    }
    await expect(page).toHaveURL(new RegExp(`/sign-in\\?next=/attempts/${open_attempt_id}`));
    await page.getByLabel(t('sign-in-email')).fill(learners.resuming);
    await page.getByLabel(t('sign-in-password')).fill('perennial-demo');
    await page.getByRole('main').getByRole('button', { name: t('sign-in-button'), exact: true }).click();
    await page.waitForURL(new RegExp(`/attempts/${open_attempt_id}`));
    await expect(options(page).first()).toBeChecked();
    if (hydrated) {
        await expect(page.locator('.save-state--saved')).toBeVisible();
    } else {
        await expect(page.locator('.notice')).toContainText(t('attempt-kept'));
        await review(page, t);
    }
    const question = (await server.attempt(open_attempt_id!)).questions[17]!;
    expect(question.choice).toEqual([question.options[0]!.id]);
});
