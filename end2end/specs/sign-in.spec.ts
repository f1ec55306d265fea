// Somebody wants in, or must not come in.
import { enter, heading, learners, password, signIn } from '../support/steps';
import { expect, test } from '../support/test';

test('signs in and out again', async ({ page, t }) => {
    await page.goto('/');
    await page.getByRole('main').getByRole('link', { name: t('home-sign-in') }).click();
    await enter(page, t, learners.newcomer);
    await expect(page).toHaveURL('/dashboard');
    await page.getByRole('button', { name: t('nav-sign-out') }).click();
    await expect(page).toHaveURL('/');
    await page.goto('/dashboard');
    await expect(page).toHaveURL('/sign-in');
});

test('a sample learner is filled in by one click', async ({ page, t }) => {
    await page.goto('/sign-in?next=/account');
    await page.getByRole('link', { name: 'Noah Kim' }).click();
    await expect(page.getByLabel(t('sign-in-email'))).toHaveValue(learners.newcomer);
    await page.getByRole('main').getByRole('button', { name: t('sign-in-button'), exact: true }).click();
    await expect(page).toHaveURL('/account');
    await expect(page.getByRole('main')).toContainText('Noah Kim');
});

test('a wrong password and an unknown address are told alike', async ({ page, t }) => {
    for (const email of [learners.renewing, 'nobody@example.com']) {
        await page.goto('/sign-in');
        await enter(page, t, email, 'wrong');
        await expect(page.getByRole('alert')).toContainText(t('sign-in-wrong'));
    }
});

test('wrong tries are slowed down, the right one too, until the wait is over', async ({ page, server, t }) => {
    const wrong = () => server.post('/api/sign-in', { email: learners.newcomer, password: 'wrong' });
    // Waits double: nine of them, each sat out, and the tenth lasts for minutes.
    let until = '';
    for (let waits = 0; waits < 9; waits++) {
        let answer = await wrong();
        while (answer.status() === 401) answer = await wrong();
        expect(answer.status()).toBe(429);
        until = (await answer.json()).until;
        if (waits < 8) await server.moveClock(until);
    }
    await page.goto('/sign-in');
    await enter(page, t, learners.newcomer);
    const [before] = t('sign-in-slow-down', { at: '|' }).split('|');
    const says = page.getByRole('alert');
    if (before) await expect(says).toContainText(before);
    await expect(says.locator('time')).toHaveAttribute('datetime', new RegExp(`^${until.slice(0, 19)}`));
    await server.moveClock(until);
    await enter(page, t, learners.newcomer);
    await expect(page).toHaveURL('/dashboard');
});

test('signing in leads on to a page of ours and nowhere else', async ({ page, t }) => {
    for (const [next, target] of [
        ['/certifications/azure-administrator', '/certifications/azure-administrator'],
        ['https://example.com/', '/dashboard'],
        ['//example.com/', '/dashboard'],
        ['/\\example.com/', '/dashboard'],
        ['/api/sign-out', '/dashboard'],
    ] as const) {
        await page.goto(`/sign-in?next=${encodeURIComponent(next)}`);
        await enter(page, t, learners.newcomer);
        await expect(page).toHaveURL(target);
    }
});

test('who is not signed in is led there and back', async ({ page, server, t }) => {
    await signIn(page, t, learners.renewing);
    const { id } = await server.credential('azure-fundamentals');
    await page.getByRole('button', { name: t('nav-sign-out') }).click();
    await expect(page).toHaveURL('/');
    for (const path of [`/credentials/${id}`, '/account']) {
        await page.goto(path);
        await expect(page).toHaveURL(`/sign-in?next=${path}`);
    }
    await enter(page, t, learners.renewing, password);
    await expect(page).toHaveURL('/account');
    await expect(heading(page)).toHaveText(t('account-title'));
});
