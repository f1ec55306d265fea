// Somebody looks a certification up, signed in or not.
import { heading } from '../support/steps';
import { expect, test } from '../support/test';

const summary = { en: /administrators/i, 'zh-CN': /管理员/ };

test('from the start page to what a certification asks for', async ({ page, server, t, language }) => {
    await page.goto('/');
    await page.getByRole('link', { name: t('home-browse') }).click();
    await expect(heading(page)).toHaveText(t('certifications-title'));
    const listed: { slug: string; title: string }[] = await (await server.get('/api/certifications')).json();
    expect(listed.length).toBeGreaterThan(10);
    await expect(page.locator('.row__title')).toHaveText(listed.map(({ title }) => title));

    const { title } = listed.find(({ slug }) => slug === 'azure-administrator')!;
    await page.getByRole('link', { name: title, exact: true }).click();
    await expect(page).toHaveURL('/certifications/azure-administrator');
    await expect(heading(page)).toHaveText(title);
    await expect(page).toHaveTitle(`${title} · Perennial`);
    const main = page.getByRole('main');
    await expect(main).toContainText(t('kind-associate'));
    await expect(main).toContainText(summary[language]);
    await expect(main.getByRole('heading', { name: t('measured-title') })).toBeVisible();
    await expect(main.locator('#exams')).toContainText('AZ-104');
    await expect(main.locator('#exams [lang=ja]')).toHaveText('日本語');
    await expect(main.locator('.facts')).toContainText('24');
    await expect(main.locator('.facts')).toContainText(t('need-minutes', { minutes: 45 }));
    await expect(main).toContainText(t('assessment-free'));
    // Eight skills, each with modules that are open to everyone.
    await expect(main.locator('.skill-list > li')).toHaveCount(8);
    const module = main.locator('.module-list a').first();
    await expect(module).toHaveAttribute('href', /^https:\/\/learn\.microsoft\.com\/training\/modules\//);
});

test('prerequisites lead to the certifications that they are', async ({ page, t }) => {
    await page.goto('/certifications/devops-engineer');
    const prerequisites = page.getByRole('main').locator('section', {
        has: page.getByRole('heading', { name: t('prerequisites-title') }),
    });
    await prerequisites.getByRole('link').first().click();
    await expect(page).toHaveURL('/certifications/azure-administrator');
});

test('what a renewal measures is said before its assessment is published', async ({ page, t }) => {
    await page.goto('/certifications/devops-engineer');
    const renewal = page.locator('section', {
        has: page.getByRole('heading', { name: t('renewal-measured-title') }),
    });
    await expect(renewal).toContainText(t('renewal-measured-lede'));
    await expect(renewal.getByRole('listitem').first()).toBeVisible();
});

test('what never expires, is replaced or retired says so', async ({ page, t }) => {
    for (const [slug, says] of [
        ['azure-fundamentals', t('certification-never-expires')],
        ['azure-administrator-legacy', t('certification-superseded')],
        ['windows-virtual-desktop-specialty', t('certification-retires', { at: '|' }).split('|')[1]!],
    ] as const) {
        await page.goto(`/certifications/${slug}`);
        await expect(page.locator('.lede')).toContainText(says);
    }
});
