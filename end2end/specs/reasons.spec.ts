// Somebody wonders why a certification can't be renewed now, and what can be done instead.
import { heading, learners, signIn } from '../support/steps';
import { expect, test } from '../support/test';
import { instant } from '../support/words';

/** Of every answer of the rules that is not a way on now: who meets it, and where. */
const cases = [
    { decision: 'never_expires', email: learners.veteran, slug: 'azure-fundamentals' },
    { decision: 'superseded', email: learners.veteran, slug: 'azure-administrator-legacy' },
    { decision: 'expired', email: learners.veteran, slug: 'azure-developer' },
    { decision: 'retired', email: learners.veteran, slug: 'windows-virtual-desktop-specialty' },
    { decision: 'no_assessment', email: learners.veteran, slug: 'azure-for-sap-workloads-specialty' },
    { decision: 'too_new', email: learners.veteran, slug: 'azure-data-engineer' },
    { decision: 'not_open', email: learners.veteran, slug: 'azure-administrator' },
    { decision: 'not_connected', email: learners.unconnected, slug: 'azure-administrator' },
    { decision: 'cooling_down', email: learners.waiting, slug: 'azure-administrator' },
];

for (const { decision, email, slug } of cases) {
    test(`${decision}: the page and the answer to a start give the same reason`, async ({ page, server, t, language }) => {
        await signIn(page, t, email);
        const credential = await server.credential(slug);
        expect(credential.decision).toBe(decision);
        await page.getByRole('link', { name: credential.certification.title, exact: true }).first().click();
        await expect(page).toHaveURL(`/credentials/${credential.id}`);
        await expect(heading(page)).toHaveText(credential.certification.title);
        const main = page.getByRole('main');
        const key = decision.replaceAll('_', '-');
        await expect(main).toContainText(t(`decision-${key}-state`));
        await expect(main.getByRole('button', { name: t('start-button') })).toHaveCount(0);

        const reason = main.locator('.lede');
        const at = { expired: credential.expires_at, not_open: credential.opens_at, cooling_down: credential.next_start_at,
            not_connected: credential.expires_at }[decision];
        if (at) await expect(reason).toContainText(instant(language, at));
        if (['never_expires', 'superseded'].includes(decision)) {
            await expect(reason).toHaveText(t(`decision-${key}-reason`));
        }
        // E1: the last valid day is said with its last minute.
        if (credential.valid_through) {
            const last = instant(language, `${credential.valid_through}T23:59:00Z`);
            await expect(main.locator('.date-line')).toContainText(last);
            if (['no_assessment', 'retired'].includes(decision)) await expect(reason).toContainText(last);
        }
        if (decision === 'expired') {
            await expect(main).toContainText(t('credential-earn-again', { exams: 'AZ-204' }));
        }
        if (decision === 'not_connected') await expect(main).toContainText(t('connection-unconnected'));
        if (['not_open', 'cooling_down', 'too_new'].includes(decision)) {
            await expect(reason.getByRole('timer')).toHaveText(/\d/);
            await expect(main.locator('#prepare .module-list').first()).toBeVisible();
        }

        const refused = await server.post('/api/attempts/start', {
            credential_id: credential.id, language: 'en', agreement: true,
        });
        expect(refused.status()).toBe(409);
        const answer = await refused.json();
        expect(answer.decision).toBe(decision);
        if (decision === 'not_open') expect(answer.opens_at).toBe(credential.opens_at);
        if (decision === 'cooling_down') expect(answer.next_start_at).toBe(credential.next_start_at);
    });
}

test('what has expired and is no longer offered is not promised again', async ({ page, server, t, language }) => {
    await signIn(page, t, learners.veteran);
    const { id, certification, expires_at } = await server.credential('windows-virtual-desktop-specialty');
    await server.moveClock(expires_at!);
    await page.goto('/dashboard');
    const said = t('decision-expired-for-good-reason', { instant: '|' }).split('|')[1]!;
    const row = page.locator('.row', { hasText: certification.title });
    await expect(row).toContainText(instant(language, expires_at!));
    await expect(row).toContainText(said);
    await expect(row).not.toContainText('AZ-140');
    await page.goto(`/credentials/${id}`);
    await expect(page.locator('.lede')).toContainText(said);
    const main = page.getByRole('main');
    await expect(main).not.toContainText(t('credential-earn-again', { exams: 'AZ-140' }));
    await main.getByRole('link', { name: t('decision-retired-next') }).click();
    await expect(page).toHaveURL('/certifications');
});
