// Answers are safe: from a lost line, a reload, another device, a change of language.
import { learners, next, options, review, running, signIn, stem } from '../support/steps';
import { expect, test } from '../support/test';
import type { Page } from '@playwright/test';
import { question } from '../support/bank';
import type { Attempt, Server } from '../support/server';
import type { Words } from '../support/words';

const saved = (page: Page) => page.locator('.save-state--saved');

/** Opens the attempt that the learner has open, at a question. */
async function resume(page: Page, server: Server, t: Words, number: number): Promise<Attempt> {
    await signIn(page, t, learners.resuming);
    const { open_attempt_id } = await server.credential('azure-ai-engineer');
    await page.goto(`/attempts/${open_attempt_id}?q=${number}`);
    return server.attempt(open_attempt_id!);
}

const held = async (server: Server, { id }: Attempt, number: number) => (await server.attempt(id)).questions[number - 1]!;

test('continues at the first open question, with all answers given so far', async ({ page, server, t }) => {
    const attempt = await resume(page, server, t, 1);
    await expect(options(page).and(page.locator(':checked'))).toHaveCount(1);
    await page.goto(`/attempts/${attempt.id}`);
    const open = attempt.questions.findIndex(({ choice }) => choice.length === 0);
    await expect(stem(page)).toHaveText(attempt.questions[open]!.stem);
    await expect(page.locator('.navigator__item--answered')).toHaveCount(attempt.questions.filter((it) => it.choice.length > 0).length);
});

test('back and forth in the browser lead through the questions', async ({ page, server, t, hydrated }) => {
    const attempt = await resume(page, server, t, 2);
    await running(page, hydrated);
    await next(page, t);
    await expect(stem(page)).toHaveText(attempt.questions[2]!.stem);
    await expect(page).toHaveURL(/q=3$/);
    await expect(page).toHaveTitle(/3/);
    await page.goBack();
    await expect(stem(page)).toHaveText(attempt.questions[1]!.stem);
    await page.goForward();
    await expect(stem(page)).toHaveText(attempt.questions[2]!.stem);
    await review(page, t);
    await page.goBack();
    await expect(stem(page)).toHaveText(attempt.questions[2]!.stem);
});

test('an answer is kept through a reload', async ({ page, server, t, hydrated }) => {
    const attempt = await resume(page, server, t, 10);
    await running(page, hydrated);
    await options(page).nth(1).check();
    if (hydrated) await expect(saved(page)).toBeVisible();
    else await next(page, t);
    expect((await held(server, attempt, 10)).choice).toEqual([attempt.questions[9]!.options[1]!.id]);
    await page.goto(`/attempts/${attempt.id}?q=10`);
    await expect(options(page).nth(1)).toBeChecked();

    await page.getByRole('button', { name: t('attempt-clear') }).click();
    await expect(options(page).and(page.locator(':checked'))).toHaveCount(0);
    if (hydrated) await expect(saved(page)).toBeVisible();
    await expect.poll(async () => (await held(server, attempt, 10)).choice).toEqual([]);
});

test('answers given without a line are kept, and sent when it is back', async ({ page, context, server, t, hydrated, watch }) => {
    test.skip(!hydrated, 'a plain form says at once that it was not sent');
    watch.expect(/ERR_INTERNET_DISCONNECTED/);
    const attempt = await resume(page, server, t, 11);
    await running(page, hydrated);
    await context.setOffline(true);
    await options(page).first().check();
    await expect(page.locator('.save-state--waiting')).toHaveText(t('attempt-not-saved', { answers: 1 }));
    await next(page, t);
    await expect(stem(page)).toHaveText(attempt.questions[11]!.stem);
    await options(page).last().check();
    await expect(page.locator('.save-state--waiting')).toHaveText(t('attempt-not-saved', { answers: 2 }));
    await review(page, t);
    await page.getByRole('button', { name: t('review-submit-anyway') }).click();
    await expect(page.getByRole('alert')).toContainText(t('review-waiting', { answers: 2 }));
    await context.setOffline(false);
    await expect(saved(page)).toBeVisible();
    expect((await held(server, attempt, 11)).choice).toEqual([attempt.questions[10]!.options[0]!.id]);
    expect((await held(server, attempt, 12)).choice).toEqual([attempt.questions[11]!.options.at(-1)!.id]);
});

test('answers that could not be sent outlive the page', async ({ page, server, t, hydrated, watch }) => {
    test.skip(!hydrated, 'a plain form says at once that it was not sent');
    watch.expect(/ERR_FAILED/);
    const attempt = await resume(page, server, t, 13);
    await running(page, hydrated);
    // One that is not chosen yet, whatever an earlier try of this test has left.
    const { choice: before } = attempt.questions[12]!;
    const chosen = attempt.questions[12]!.options.findIndex(({ id }) => !before.includes(id));
    await page.route('**/api/attempts/save', (route) => route.abort());
    await options(page).nth(chosen).check();
    await expect(page.locator('.save-state--waiting')).toBeVisible();
    await page.reload();
    await expect(options(page).nth(chosen)).toBeChecked();
    expect((await held(server, attempt, 13)).choice).toEqual(before);
    // The page that goes may still get it through, else the one that comes sends it.
    await page.unroute('**/api/attempts/save');
    await page.reload();
    await expect.poll(async () => (await held(server, attempt, 13)).choice).toEqual([attempt.questions[12]!.options[chosen]!.id]);
    await expect(page.locator('.save-state--waiting')).toHaveCount(0);
});

test('two devices share one attempt, and the newer answer wins', async ({ page, otherDevice, server, t, hydrated }) => {
    const attempt = await resume(page, server, t, 14);
    // One of those where a choice takes the place of the one before.
    const fits = ({ kind, choice }: Attempt['questions'][number]) => kind !== 'multiple_response' && choice.length === 0;
    const question = `/attempts/${attempt.id}?q=${attempt.questions.findIndex(fits) + 1}`;
    await page.goto(question);
    await running(page, hydrated);
    await signIn(otherDevice, t, learners.resuming);
    await otherDevice.goto(question);
    await running(otherDevice, hydrated);
    await expect(stem(otherDevice)).toHaveText(await stem(page).innerText());

    if (hydrated) {
        await options(page).first().check();
        await expect(saved(page)).toBeVisible();
        await options(otherDevice).last().check();
        await expect(saved(otherDevice)).toBeVisible();
    } else {
        // The form that was opened last is the newer one; the older is shown what has come.
        await options(otherDevice).first().check();
        await next(otherDevice, t);
        await options(page).last().check();
        await next(page, t);
        await expect(page.locator('.notice')).toContainText(t('attempt-overtaken'));
        await expect(options(page).first()).toBeChecked();
        await options(page).last().check();
        await next(page, t);
    }
    await page.goto(question);
    await expect(options(page).last()).toBeChecked();
    await expect(options(page).first()).not.toBeChecked();
});

test('marks for review, and the review page says what is open and marked', async ({ page, server, t, hydrated }) => {
    const attempt = await resume(page, server, t, 15);
    await running(page, hydrated);
    const mark = page.getByRole('button', { name: t('attempt-mark') });
    await mark.click();
    await expect(mark).toHaveAttribute('aria-pressed', 'true');
    await expect.poll(async () => (await held(server, attempt, 15)).flagged).toBe(true);
    await review(page, t);
    const { questions } = await server.attempt(attempt.id);
    const open = questions.filter(({ choice }) => choice.length === 0).length;
    const main = page.getByRole('main');
    await expect(main).toContainText(t('review-some-open', { open }));
    await expect(main).toContainText(t('review-some-marked', { marked: 1 }));
    await expect(main).toContainText(t('review-confirm', { open }));
    const item = page.locator('.review-list li li').filter({ hasText: t('review-question', { number: 15 }) });
    await expect(item).toContainText(t('attempt-item-marked'));
    await expect(item).toContainText(t(questions[14]!.choice.length > 0 ? 'attempt-item-answered' : 'attempt-item-open'));
    await item.getByRole('link').click();
    await expect(stem(page)).toHaveText(attempt.questions[14]!.stem);
    await mark.click();
    await expect(mark).toHaveAttribute('aria-pressed', 'false');
    await expect.poll(async () => (await held(server, attempt, 15)).flagged).toBe(false);
});

test('the language of the questions changes in place; answers and order stay', async ({ page, server, t, hydrated }) => {
    const attempt = await resume(page, server, t, 16);
    await running(page, hydrated);
    const other = attempt.language === 'en' ? 'zh-CN' : 'en';
    const change = async (tag: string) => {
        await page.getByLabel(t('attempt-language')).selectOption(tag);
        await page.getByRole('button', { name: t('attempt-language-switch'), exact: true }).click();
        await expect(stem(page)).toHaveAttribute('lang', tag);
    };
    await options(page).first().check();
    if (hydrated) await expect(saved(page)).toBeVisible();
    await change(other);
    const switched = await server.attempt(attempt.id);
    expect(switched.language).toBe(other);
    expect(switched.questions.map(({ id }) => id)).toEqual(attempt.questions.map(({ id }) => id));
    expect(switched.deadline).toBe(attempt.deadline);
    await expect(stem(page)).toHaveText(switched.questions[15]!.stem);
    expect(question(await stem(page).innerText())).not.toBe(question(attempt.questions[15]!.stem));
    await expect(options(page).first()).toBeChecked();
    // The language of the page is another choice.
    await expect(page.locator('html')).toHaveAttribute('lang', t('other-language') === '中文' ? 'en' : 'zh-CN');
    await change(attempt.language);
    // From the page before submitting it leads back there.
    await review(page, t);
    for (const tag of [other, attempt.language]) {
        await page.getByLabel(t('attempt-language')).selectOption(tag);
        await page.getByRole('button', { name: t('attempt-language-switch'), exact: true }).click();
        await expect(page.locator('.review-list [lang]').first()).toHaveAttribute('lang', tag);
        await expect(page.getByRole('heading', { name: t('review-title') })).toBeVisible();
    }
});

test('the Enter key goes on to the next question', async ({ page, server, t, hydrated }) => {
    const attempt = await resume(page, server, t, 16);
    await running(page, hydrated);
    await options(page).first().press('Enter');
    await expect(stem(page)).toHaveText(attempt.questions[16]!.stem);
    expect((await server.attempt(attempt.id)).language).toBe(attempt.language);
});

test('by keyboard alone', async ({ page, server, t, hydrated }) => {
    test.skip(!hydrated, 'without the program the keys are those of every form');
    const attempt = await resume(page, server, t, 17);
    await running(page, hydrated);
    const keys = page.keyboard;
    await keys.press('2');
    await expect(options(page).nth(1)).toBeChecked();
    await keys.press('f');
    await expect(page.getByRole('button', { name: t('attempt-mark') })).toHaveAttribute('aria-pressed', 'true');
    await keys.press('?');
    await expect(page.getByText(t('attempt-keys-choose'))).toBeVisible();
    await keys.press('?');
    await keys.press('0');
    await expect(options(page).and(page.locator(':checked'))).toHaveCount(0);
    await keys.press('ArrowLeft');
    await expect(stem(page)).toHaveText(attempt.questions[15]!.stem);
    // The focus follows, so that what is new is read aloud.
    await expect(stem(page)).toBeFocused();
    await keys.press('ArrowRight');
    await expect(stem(page)).toHaveText(attempt.questions[16]!.stem);
    await keys.press('f');
    await keys.press('ArrowRight');
    await expect(stem(page)).toHaveText(attempt.questions[17]!.stem);
    await keys.press('ArrowRight');
    await expect(page.getByRole('heading', { name: t('review-title') })).toBeFocused();
    // On to the button, which is not pressed here.
    const submit = page.getByRole('button', { name: t('review-submit-anyway') });
    await expect(async () => {
        await keys.press('Tab');
        await expect(submit).toBeFocused({ timeout: 1 });
    }).toPass({ intervals: [1] });
});

test('a mark on a page that has not seen a newer answer does not take it away', async ({ page, server, t, hydrated }) => {
    const attempt = await resume(page, server, t, 14);
    await running(page, hydrated);
    const { id, options: all, choice, revision } = await held(server, attempt, 14);
    const other = all.findIndex((option) => !choice.includes(option.id));
    await server.save(attempt.id, id, revision + 1, [all[other]!.id]);
    await page.getByRole('button', { name: t('attempt-mark') }).click();
    await expect(page.locator('.notice')).toContainText(t('attempt-overtaken'));
    await expect(options(page).nth(other)).toBeChecked();
    expect((await held(server, attempt, 14)).choice).toEqual([all[other]!.id]);
});

test('one more option does not take away what was chosen elsewhere meanwhile', async ({ page, server, t, hydrated }) => {
    const attempt = await resume(page, server, t, 1);
    const number = attempt.questions.findIndex(({ kind }) => kind === 'multiple_response') + 1;
    test.skip(number === 0, 'no question with several answers was drawn');
    const { id, options: all, revision } = await held(server, attempt, number);
    const [first, second] = all.map((option) => option.id) as [string, string];
    await server.save(attempt.id, id, revision + 1, []);
    await page.goto(`/attempts/${attempt.id}?q=${number}`);
    await running(page, hydrated);
    await server.save(attempt.id, id, revision + 2, [first]);
    // Not `check()`: the answer may take it back before that has looked.
    await options(page).nth(1).click();
    if (!hydrated) await page.getByRole('button', { name: t('attempt-to-review') }).click();
    await expect(page.locator('.notice')).toContainText(t('attempt-overtaken'));
    await expect(options(page).nth(0)).toBeChecked();
    await expect(options(page).nth(1)).not.toBeChecked();
    expect((await held(server, attempt, number)).choice).toEqual([first]);
    // Having seen it, they add theirs.
    await options(page).nth(1).check();
    if (!hydrated) await review(page, t);
    await expect.poll(async () => (await held(server, attempt, number)).choice).toEqual([first, second]);
});

test('what was answered elsewhere is said of the question that it is about', async ({ page, server, t, hydrated }) => {
    test.skip(!hydrated, 'a plain form shows the question again');
    const attempt = await resume(page, server, t, 13);
    await running(page, hydrated);
    const { id, options: all, choice, revision } = await held(server, attempt, 13);
    const other = all.find((option) => !choice.includes(option.id))!.id;
    await server.save(attempt.id, id, revision + 1, [other]);
    let goOn = () => {};
    const slow = new Promise<void>((resolve) => { goOn = resolve; });
    await page.route('**/api/attempts/save', async (route) => {
        await slow;
        await route.continue();
    });
    await page.getByRole('button', { name: t('attempt-mark') }).click();
    await next(page, t);
    await expect(stem(page)).toHaveText(attempt.questions[13]!.stem);
    goOn();
    await expect(page.locator('.notice')).toContainText(t('attempt-other-overtaken', { number: 13 }));
    expect((await held(server, attempt, 13)).choice).toEqual([other]);
});

test('a line that hangs is given up and tried again, and nothing is submitted without what waits', async ({ page, server, t, hydrated }) => {
    test.skip(!hydrated, 'a plain form shows that the browser waits');
    await page.clock.install();
    const attempt = await resume(page, server, t, 12);
    await running(page, hydrated);
    const { options: all, choice } = await held(server, attempt, 12);
    const other = all.findIndex((option) => !choice.includes(option.id));
    let hangs = true;
    await page.route('**/api/attempts/save', (route) => (hangs ? undefined : route.continue()));
    await options(page).nth(other).check();
    await expect(page.locator('.save-state--saving')).toBeVisible();
    await review(page, t);
    await page.locator('form[action="/api/attempts/submit"] button').click();
    await expect(page.getByRole('button', { name: t('review-submitting') })).toBeVisible();
    await page.clock.fastForward(11_000);
    await expect(page.getByRole('alert')).toContainText(t('review-waiting', { answers: 1 }));
    await expect(page.locator('.save-state--waiting')).toHaveText(t('attempt-not-saved', { answers: 1 }));
    expect((await server.attempt(attempt.id)).state).toBe('open');
    hangs = false;
    await expect(async () => {
        await page.clock.fastForward(11_000);
        await expect(saved(page)).toBeVisible({ timeout: 1_000 });
    }).toPass();
    expect((await held(server, attempt, 12)).choice).toContain(all[other]!.id);
    expect((await server.attempt(attempt.id)).state).toBe('open');
});

test('what waits is sent as the page goes', async ({ page, server, t, hydrated }) => {
    test.skip(!hydrated, 'a plain form sends when its button is pressed');
    const attempt = await resume(page, server, t, 11);
    await running(page, hydrated);
    const { options: all, choice } = await held(server, attempt, 11);
    const other = all.findIndex((option) => !choice.includes(option.id));
    // Nothing that the page asks for itself gets anywhere; what it leaves to the browser does.
    await page.evaluate(() => { window.fetch = () => new Promise(() => {}); });
    await options(page).nth(other).check();
    await expect(page.locator('.save-state--saving')).toBeVisible();
    await page.goto('/dashboard');
    await expect.poll(async () => (await held(server, attempt, 11)).choice).toContain(all[other]!.id);
    // Opened again, the attempt has it, and nothing waits any more.
    await page.goto(`/attempts/${attempt.id}?q=11`);
    await running(page, hydrated);
    await expect(options(page).nth(other)).toBeChecked();
    const waiting = await page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith('perennial.answer')));
    expect(waiting).toEqual([]);
});
