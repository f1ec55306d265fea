// Somebody without a mouse, on every page that leads to the assessment.
import { heading, learners, password } from '../support/steps';
import { expect, test } from '../support/test';
import type { Locator, Page } from '@playwright/test';

async function tabTo(page: Page, target: Locator): Promise<void> {
    await expect(async () => {
        await page.keyboard.press('Tab');
        await expect(target).toBeFocused({ timeout: 1 });
    }).toPass({ intervals: [1] });
}

test('signs in, skips to the content and opens a certification without a mouse', async ({ page, server, t }) => {
    await page.goto('/sign-in');
    await tabTo(page, page.getByLabel(t('sign-in-email')));
    await page.keyboard.type(learners.veteran);
    await page.keyboard.press('Tab');
    await page.keyboard.type(password);
    await page.keyboard.press('Enter');
    await page.waitForURL('**/dashboard');

    await page.keyboard.press('Tab');
    const skip = page.getByRole('link', { name: t('skip-to-content') });
    await expect(skip).toBeFocused();
    await expect(skip).toBeInViewport();
    await page.keyboard.press('Enter');
    const { title } = (await server.credential('azure-administrator')).certification;
    const link = page.getByRole('link', { name: title, exact: true }).first();
    await tabTo(page, link);
    await expect(link).not.toHaveCSS('outline-style', 'none');
    await page.keyboard.press('Enter');
    await expect(heading(page)).toHaveText(title);
});
