// Somebody reads in English or Chinese: from the browser's wish, and kept when changed.
import { after } from '../support/server';
import { heading, learners, signIn } from '../support/steps';
import { expect, test } from '../support/test';
import { words } from '../support/words';

const other = { en: 'zh-CN', 'zh-CN': 'en' } as const;

test('the language is the browser’s wish until it is changed, and kept then', async ({ page, language, t }) => {
    const html = page.locator('html');
    await page.goto('/certifications/azure-administrator');
    await expect(html).toHaveAttribute('lang', language);
    await page.getByRole('button', { name: t('other-language') }).click();
    await expect(page).toHaveURL('/certifications/azure-administrator');
    await expect(html).toHaveAttribute('lang', other[language]);
    const changed = words(other[language]);
    await expect(page.getByRole('heading', { name: changed('exams-title') })).toBeVisible();

    await signIn(page, changed, learners.waiting);
    await expect(html).toHaveAttribute('lang', other[language]);
    await page.goto('/dashboard?show=next&order=title');
    await page.getByRole('button', { name: changed('other-language') }).click();
    await expect(page).toHaveURL('/dashboard?show=next&order=title');
    await expect(html).toHaveAttribute('lang', language);
    await expect(page.locator('.group__title')).toHaveText([t('group-next')]);
});

test('dates, numbers and plurals are those of the language', async ({ page, server, t, language }) => {
    await signIn(page, t, learners.renewing);
    const { id, opens_at } = await server.credential('azure-ai-engineer');
    const main = page.getByRole('main');
    const opens = new Date(opens_at!);
    const [year, month, day] = [opens.getUTCFullYear(), opens.getUTCMonth(), opens.getUTCDate()];
    await server.moveClock(after(opens_at!, 30 - 26 * 60 * 60));
    await page.goto(`/credentials/${id}`);
    const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
    const expected = {
        en: [`Opens ${day} ${months[month]} ${year}, 00:00 UTC`, '1 d 01 h', 'Associate'],
        'zh-CN': [`${year} 年 ${month + 1} 月 ${day} 日 00:00 UTC`, '1 天 01 小时', '助理级'],
    }[language];
    for (const text of expected) await expect(main).toContainText(text);
    await server.moveClock(opens_at!);
    await page.goto('/dashboard');
    const card = page.locator('.need-card', { hasText: 'AI Engineer' });
    await expect(card).toContainText({ en: '18 questions, no time limit', 'zh-CN': '18 道题、不限时' }[language]);
});

test('one is one, and several are several', async ({ page, t, language }) => {
    for (const [email, said] of [
        [learners.unconnected, { en: 'One certification needs you.', 'zh-CN': '有 1 项认证需要你处理。' }],
        [learners.resuming, { en: '2 certifications need you.', 'zh-CN': '有 2 项认证需要你处理。' }],
    ] as const) {
        await signIn(page, t, email);
        await expect(heading(page)).toHaveText(said[language]);
    }
});
