// Somebody reads in English or Chinese: from the browser's wish, and kept when changed.
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

test('dates, numbers and plurals are those of the language', async ({ page, server, language }) => {
    await signIn(page, words(language), learners.waiting);
    const { id } = await server.credential('azure-ai-engineer');
    const main = page.getByRole('main');
    // A day before, and an hour before, the window opens.
    const { opens_at } = await server.credential('azure-ai-engineer');
    const opens = new Date(opens_at!);
    const [year, month, day] = [opens.getUTCFullYear(), opens.getUTCMonth(), opens.getUTCDate()];
    await server.moveClock(new Date(opens.getTime() - 26 * 60 * 60 * 1000 + 30_000).toISOString());
    await page.goto(`/credentials/${id}`);
    const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
    const expected = {
        en: [`Opens ${day} ${months[month]} ${year}, 00:00 UTC`, '1 d 01 h', 'Associate', '18 questions', 'no time limit'],
        'zh-CN': [`${year} 年 ${month + 1} 月 ${day} 日 00:00 UTC`, '1 天 01 小时', '助理级', '18', '不限时'],
    }[language];
    for (const text of expected.slice(0, 3)) await expect(main).toContainText(text);
    await server.moveClock(opens_at!);
    await page.goto('/dashboard');
    await expect(heading(page)).toHaveText(
        { en: '2 certifications need you.', 'zh-CN': '有 2 项认证需要你处理。' }[language],
    );
    await expect(page.locator('.need-card').filter({ hasText: expected[4] })).toContainText(expected[3]!);
});

test('one is one, and several are several', async ({ page, server, language }) => {
    await signIn(page, words(language), learners.unconnected);
    const { credentials } = await server.dashboard();
    expect(credentials.filter(({ decision }) => decision === 'not_connected')).toHaveLength(1);
    await expect(heading(page)).toHaveText(
        { en: 'One certification needs you.', 'zh-CN': '有 1 项认证需要你处理。' }[language],
    );
});
