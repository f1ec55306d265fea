// Somebody asks: what should I do next, and by when?
import type { Credential } from '../support/server';
import { heading, learners, signIn } from '../support/steps';
import { expect, test } from '../support/test';
import { date, instant } from '../support/words';

const groups: Record<string, string[]> = {
    act: ['renewable', 'attempt_open', 'not_connected'],
    next: ['not_open', 'cooling_down', 'too_new'],
    fine: ['never_expires', 'no_assessment', 'retired'],
    over: ['superseded', 'expired'],
};
// A1: an open attempt goes on, whatever else has changed.
const groupOf = ({ decision, open_attempt_id }: Credential): string =>
    open_attempt_id ? 'act' : Object.keys(groups).find((name) => groups[name]!.includes(decision))!;
const word = (decision: string): string => `decision-${decision.replaceAll('_', '-')}-state`;

// Whose holdings no other spec changes for good.
const holders = ['renewing', 'waiting', 'resuming', 'unconnected', 'veteran', 'lastChance'] as const;

for (const who of holders) {
    const email = learners[who];
    test(`everything that ${who} holds is there, with its state and the one next step`, async ({ page, server, t }) => {
        await signIn(page, t, email);
        const { credentials } = await server.dashboard();
        const urgent = credentials.filter((credential) => groupOf(credential) === 'act');
        await expect(heading(page)).toHaveText(
            urgent.length > 0 ? t('dashboard-needs-you', { count: urgent.length }) : t('dashboard-nothing-now'),
        );
        await expect(page.locator('.need-card')).toHaveCount(urgent.length);
        for (const credential of credentials) {
            const place = page.locator('.need-card, .row').filter({
                has: page.getByRole('link', { name: credential.certification.title, exact: true }),
            });
            await expect(place).toContainText(t(word(credential.decision)));
            await expect(place.getByRole('link').first()).toHaveAttribute('href', `/credentials/${credential.id}`);
        }
    });
}

test('what can be renewed says until when, what a pass gives, and how', async ({ page, server, t, language }) => {
    await signIn(page, t, learners.resuming);
    const { credentials } = await server.dashboard();
    const open = credentials.find((credential) => credential.decision === 'attempt_open')!;
    const card = page.locator('.need-card', { hasText: open.certification.title });
    await expect(card).toContainText(`${date(language, open.valid_through!)}${language === 'en' ? ',' : ''} 23:59 UTC`);
    await expect(card).toContainText(
        t('decision-after-pass', { date: date(language, open.valid_through_after_pass!) }),
    );
    // A7: until when the attempt can be finished, on the card and in the timeline.
    const ends = instant(language, open.open_deadline!);
    await expect(card).toContainText(t('reason-attempt-until', { at: '|', left: '' }).split('|')[0]!);
    await expect(card).toContainText(ends);
    const figure = page.locator('.timeline');
    await expect(figure.locator('.tl-deadline')).not.toHaveCount(0);
    await figure.getByText(t('timeline-table')).click();
    await expect(figure.getByRole('row', { name: open.certification.title })).toContainText(ends);
    await page.goto(`/credentials/${open.id}`);
    await expect(page.getByRole('main')).toContainText(ends);
    await page.goto('/dashboard');
    await card.getByRole('link', { name: t('decision-attempt-open-next') }).click();
    await expect(page).toHaveURL(new RegExp(`/attempts/${open.open_attempt_id}`));
});

test('groups come in their order, and can be filtered and ordered', async ({ page, server, t }) => {
    await signIn(page, t, learners.veteran);
    const titles = page.locator('.group__title');
    await expect(titles).toHaveText([t('group-next'), t('group-fine'), t('group-over')]);

    await page.getByLabel(t('filter-show'), { exact: true }).selectOption('fine');
    await page.getByLabel(t('filter-order'), { exact: true }).selectOption('title');
    await page.getByRole('button', { name: t('filter-apply') }).click();
    await expect(page).toHaveURL('/dashboard?show=fine&order=title');
    await expect(titles).toHaveText([t('group-fine')]);
    await expect(page.getByLabel(t('filter-show'), { exact: true })).toHaveValue('fine');
    const { credentials } = await server.dashboard();
    const fine = credentials.filter((credential) => groupOf(credential) === 'fine');
    await expect(page.locator('.row__title')).toHaveText(fine.map(({ certification }) => certification.title).sort());

    await page.getByLabel(t('filter-show'), { exact: true }).selectOption('act');
    await page.getByRole('button', { name: t('filter-apply') }).click();
    await expect(page.getByText(t('filter-nothing'))).toBeVisible();
});

test('what was replaced leads to the newer one', async ({ page, server, t }) => {
    await signIn(page, t, learners.veteran);
    const newer = await server.credential('azure-administrator');
    await page.getByRole('link', { name: t('decision-superseded-next') }).click();
    await expect(page).toHaveURL(`/credentials/${newer.id}`);
});

test('the timeline shows all certifications, and its table says the same', async ({ page, server, t, language }) => {
    await signIn(page, t, learners.waiting);
    const { credentials } = await server.dashboard();
    const figure = page.locator('.timeline');
    await expect(figure.getByRole('img', { name: t('timeline-title') })).toBeVisible();
    await expect(figure.locator('.tl-label--title')).toHaveCount(credentials.length);
    await expect(figure.locator('.tl-window')).toHaveCount(
        credentials.filter((credential) => credential.valid_through_after_pass).length,
    );
    await figure.getByText(t('timeline-table')).click();
    for (const { certification, ...credential } of credentials) {
        const row = figure.getByRole('row').filter({ has: page.getByRole('link', { name: certification.title }) });
        await expect(row).toContainText(t(word(credential.decision)));
        await expect(row).toContainText(date(language, credential.valid_through!));
        await expect(row).toContainText(date(language, credential.opens_at!));
        if (credential.next_start_at) await expect(row).toContainText(instant(language, credential.next_start_at));
    }
});

test('instants are shown in UTC and by the reader’s own clock', async ({ page, server, t, hydrated, timezoneId, language }) => {
    await signIn(page, t, learners.waiting);
    const { next_start_at: at } = await server.credential('azure-administrator');
    const shown = page.locator('.row').locator(`time[datetime^="${at!.slice(0, 19)}"]`);
    await expect(shown).toContainText(instant(language, at!));
    const local = new Date(at!).toLocaleTimeString('en-GB', { timeZone: timezoneId, hour: '2-digit', minute: '2-digit' });
    const own = hydrated ? expect(shown) : expect(shown).not;
    await own.toContainText(t('your-time', { time: '|' }).trim().split('|')[1]!);
    if (hydrated) await expect(shown).toContainText(local);
});

test('the countdown counts while somebody looks', async ({ page, t, hydrated }) => {
    test.skip(!hydrated, 'without the program in the browser nothing counts');
    await page.clock.install();
    await signIn(page, t, learners.waiting);
    const countdown = page.getByRole('timer').first();
    const said = page.locator('[aria-live=polite]').last();
    await expect(said).toBeAttached();
    const before = await countdown.innerText();
    await page.clock.runFor(2 * 60 * 1000);
    await expect(countdown).not.toHaveText(before);
    await expect(said).toHaveText('');
    const after = await countdown.innerText();
    await page.evaluate(() => {
        Object.defineProperty(document, 'hidden', { configurable: true, get: () => true });
        document.dispatchEvent(new Event('visibilitychange'));
    });
    await page.clock.runFor(2 * 60 * 1000);
    await expect(countdown).toHaveText(after);
    await page.evaluate(() => {
        Object.defineProperty(document, 'hidden', { configurable: true, get: () => false });
        document.dispatchEvent(new Event('visibilitychange'));
    });
    // Twenty hours on: the last hours, and the end, are said aloud.
    await page.clock.fastForward('23:00:00');
    await page.clock.runFor(2000);
    await expect(countdown).toHaveText(t('countdown-over'));
    await expect(said).not.toHaveText('');
});

test('who holds nothing yet learns what this is and where to begin', async ({ page, t }) => {
    await signIn(page, t, learners.newcomer);
    await expect(heading(page)).toHaveText(t('dashboard-empty-title'));
    await page.getByRole('link', { name: t('dashboard-empty-action') }).click();
    await expect(page).toHaveURL('/certifications');
    await expect(heading(page)).toHaveText(t('certifications-title'));
});
