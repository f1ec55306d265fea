// Somebody's profiles don't fit together: what is wrong, what can be done, and that it works.
import type { Locator, Page } from '@playwright/test';
import { heading, learners, password, signIn } from '../support/steps';
import { expect, test } from '../support/test';
import type { Words } from '../support/words';

const profiles = '/account/profiles';
const certified = (email: string): string => `certified.${email}`;

/** Signs in once more, inside the session. */
async function prove(page: Page, t: Words, email: string, secret = password): Promise<void> {
    const form = page.locator('#prove');
    await form.getByLabel(t('sign-in-email')).fill(email);
    await form.getByLabel(t('sign-in-password')).fill(secret);
    await form.getByRole('button', { name: t('prove-button') }).click();
}

async function done(page: Page, t: Words, what: string): Promise<void> {
    await expect(page.getByRole('status')).toContainText(t(`done-${what}`));
}

const lede = (page: Page): Locator => page.locator('.lede');

test('every state says what is wrong, masks the other login and offers the next step', async ({ page, t, audit }) => {
    for (const [email, state, step] of [
        [learners.unconnected, 'connection-unconnected', 'profiles-connect'],
        [learners.atWork, 'connection-needs-personal-login', 'prove-button'],
        [learners.anew, 'connection-misaligned', 'prove-button'],
        [learners.worker, 'connection-no-certification-profile', 'prove-button'],
        [learners.renewing, 'profiles-connected', 'prove-button'],
    ] as const) {
        await signIn(page, t, email);
        await page.goto(profiles);
        await expect(heading(page)).toHaveText(t('profiles-title'));
        await expect(lede(page)).toHaveText(t(state));
        await expect(page.getByRole('button', { name: t(step) })).toBeVisible();
        await expect(page.getByRole('main')).not.toContainText(certified(email));
        await audit(page);
    }
    await signIn(page, t, learners.twice);
    await page.goto(profiles);
    await expect(lede(page)).toHaveText(t('connection-needs-merge'));
    await expect(page.getByRole('main')).not.toContainText('once@example.com');
    await expect(page.getByRole('link', { name: t('profiles-merge-see') })).toBeVisible();
});

test('an attempt that was started goes on, although the profiles are not connected any more', async ({ page, server, t }) => {
    await signIn(page, t, learners.twice);
    const { credentials } = await server.dashboard();
    const open = credentials.find(({ open_attempt_id }) => open_attempt_id)!;
    expect(open.decision).toBe('not_connected');
    const attempt = `/attempts/${open.open_attempt_id}`;
    const card = page.locator('.need-card', { has: page.locator(`[href="${attempt}"]`) });
    await expect(card).toContainText(t('decision-not-connected-state'));
    await expect(card).toContainText(t('reason-goes-on'));
    await expect(card.getByRole('link', { name: t('decision-not-connected-next') })).toHaveAttribute('href', profiles);
    const onward = card.getByRole('link', { name: t('decision-attempt-open-next'), exact: true });
    await expect(onward).toHaveAttribute('href', attempt);
    await page.goto(`/credentials/${open.id}`);
    await expect(page.getByRole('main')).toContainText(t('reason-goes-on'));
    await page.getByRole('link', { name: t('start-continue') }).click();
    await expect(page).toHaveURL(new RegExp(attempt));
});

test('what is not connected leads to the profiles', async ({ page, server, t }) => {
    await signIn(page, t, learners.unconnected);
    const { id } = await server.credential('azure-administrator');
    const next = page.getByRole('link', { name: t('decision-not-connected-next') });
    await next.first().click();
    await expect(page).toHaveURL(profiles);
    await page.goto(`/credentials/${id}`);
    await next.click();
    await expect(page).toHaveURL(profiles);
});

test('the personal login is replaced, then both are connected and the way to renew is open', async ({ page, server, t }) => {
    await signIn(page, t, learners.misaligned);
    await page.goto(profiles);
    const replace = page.getByRole('button', { name: t('proved-replace', { login: certified(learners.misaligned) }) });
    await prove(page, t, certified(learners.misaligned), 'wrong');
    await expect(page.getByRole('alert')).toContainText(t('sign-in-wrong'));
    await expect(replace).toHaveCount(0);
    await prove(page, t, learners.misaligned);
    await prove(page, t, certified(learners.misaligned));
    await done(page, t, 'proved');
    await replace.click();
    await done(page, t, 'replaced');
    await expect(lede(page)).toHaveText(t('connection-unconnected'));
    await page.getByRole('button', { name: t('profiles-connect'), exact: true }).click();
    await done(page, t, 'connected');
    await expect(lede(page)).toHaveText(t('profiles-connected'));
    expect((await server.credential('azure-administrator')).decision).toBe('renewable');
});

test('a new learning profile begins with the right login', async ({ page, server, t }) => {
    await signIn(page, t, learners.anew);
    await page.goto(profiles);
    await prove(page, t, certified(learners.anew));
    await page.getByRole('button', { name: t('proved-start', { login: certified(learners.anew) }) }).click();
    await done(page, t, 'started');
    await page.getByRole('button', { name: t('profiles-connect'), exact: true }).click();
    await done(page, t, 'connected');
    expect((await server.credential('azure-administrator')).decision).toBe('renewable');
    await expect(page.locator('#logins li')).toHaveCount(1);
});

test('a learning profile of work gets its personal login, and lets the other go', async ({ page, t }) => {
    await signIn(page, t, learners.atWork);
    await page.goto(profiles);
    await prove(page, t, certified(learners.atWork));
    await page.getByRole('button', { name: t('proved-replace', { login: certified(learners.atWork) }) }).click();
    await done(page, t, 'replaced');
    await page.locator('#logins').getByRole('button', { name: t('login-remove'), exact: false }).click();
    await done(page, t, 'removed');
    await expect(page.locator('#logins li')).toHaveCount(1);
    await expect(page.locator('#logins')).toContainText(t('keep-only-one'));
});

test('two profiles are merged: what moves, what collides, once and for all', async ({ page, server, t, audit }) => {
    await signIn(page, t, learners.twice);
    const before = (await server.dashboard()).credentials;
    await page.goto(profiles);
    await page.getByRole('link', { name: t('profiles-merge-see') }).click();
    await expect(heading(page)).toHaveText(t('merge-title'));
    const main = page.getByRole('main');
    await expect(main).toContainText(t('merge-closes-attempts', { count: 1 }));
    await expect(main).toContainText(t('merge-counted', { count: 3 }));
    await expect(page.getByRole('button', { name: t('merge-button') })).toHaveCount(0);
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect(overflow).toBeLessThanOrEqual(0);
    await audit(page);

    await prove(page, t, learners.twice);
    await prove(page, t, 'once@example.com');
    await expect(heading(page)).toHaveText(t('merge-title'));
    await audit(page);
    await page.getByLabel(t('merge-understood')).check();
    await page.getByRole('button', { name: t('merge-button') }).click();
    await done(page, t, 'merged');
    await expect(lede(page)).toHaveText(t('profiles-connected'));

    const after = (await server.dashboard()).credentials;
    expect(after.length).toBe(3);
    const merged = await server.credential('azure-administrator');
    expect(merged.counted_attempts).toBe(3);
    expect(merged.decision).toBe('cooling_down');
    const through = before.filter(({ certification: { slug } }) => slug === 'azure-administrator').map((it) => it.valid_through!);
    expect(merged.valid_through).toBe(through.sort().at(-1));
    // The old link leads on.
    const old = before.find(({ id, certification }) => certification.slug === 'azure-administrator' && id !== merged.id)!;
    await page.goto(`/credentials/${old.id}`);
    await expect(page).toHaveURL(`/credentials/${merged.id}`);
});

test('a work login is added, and removed again', async ({ page, t }) => {
    await signIn(page, t, learners.veteran);
    await page.goto(profiles);
    await prove(page, t, learners.veteran);
    await prove(page, t, learners.worker);
    await page.getByRole('button', { name: t('proved-add', { login: learners.worker }) }).click();
    await done(page, t, 'added');
    await expect(page.locator('#logins')).toContainText(learners.worker);
    await page.getByRole('button', { name: t('login-remove-named', { login: learners.worker }) }).click();
    await done(page, t, 'removed');
    await expect(page.locator('#logins')).not.toContainText(learners.worker);
});

test('support is asked and names a reference', async ({ page, t }) => {
    await signIn(page, t, learners.unconnected);
    await page.goto(profiles);
    await page.getByLabel(t('support-message')).fill('I can’t sign in with the other one any more.');
    await page.locator('#support').getByRole('button').click();
    await done(page, t, 'asked');
    await expect(page.locator('#support')).toContainText(/[0-9A-Z]{4}-[0-9A-Z]{4}/);
});
