// Somebody who runs the program brings in a catalogue, questions and exam results while it runs, and
// a learner renews what comes of them.
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { answerAll, enter, heading, password, start } from '../support/steps';
import { expect, test } from '../support/test';
import { date } from '../support/words';

const files = (name: string): string => fileURLToPath(new URL(`../support/import/${name}`, import.meta.url));

test('what is imported into the running program can be renewed', async ({ page, server, t, language, audit }, info) => {
    const folder = process.env.PERENNIAL_E2E_FOLDER!;
    const database = `sqlite:${join(folder, `${info.project.name}.db`)}`;
    const perennial = (input: string, ...command: string[]): string => {
        const { status, stdout, stderr } = spawnSync(process.env.PERENNIAL_E2E_PROGRAM!,
            [...command, '--database', database], { input, encoding: 'utf8' });
        expect(status, `${command.join(' ')}: ${stderr}`).toBe(0);
        return stdout;
    };
    const email = `gardener${info.retry}@example.com`;
    perennial(`${password}\n`, 'admin', 'learner', email, '--password-stdin');
    perennial('', 'import', 'catalogue', files('catalogue'));
    perennial('', 'import', 'questions', '--certification', 'town-gardener', files('questions'));

    // Earned nine months ago (E2), so the window is open.
    const taken = new Date();
    taken.setUTCDate(1);
    taken.setUTCMonth(taken.getUTCMonth() - 9);
    const day = taken.toISOString().slice(0, 10);
    const results = join(folder, `${info.project.name}-${info.retry}.csv`);
    writeFileSync(results, `result_id,login,exam,passed,taken_at,beta\ngardener-${info.retry},${email},TG-100,true,${day}T09:00:00Z,false\n`);
    expect(perennial('', 'import', 'results', results)).toContain('1 taken, 0 unchanged');

    await page.goto('/dashboard');
    await enter(page, t, email);
    await page.waitForURL('**/dashboard');
    const { id, decision, valid_through, valid_through_after_pass } = await server.credential('town-gardener');
    expect([decision, valid_through]).toEqual(['renewable', `${taken.getUTCFullYear() + 1}${day.slice(4)}`]);
    await expect(page.locator('.need-card')).toContainText({ en: 'Town Gardener', 'zh-CN': '城市园艺师' }[language]);
    await audit(page);
    await page.goto(`/credentials/${id}`);
    await start(page, t, language);
    await answerAll(page, t);
    await page.getByRole('button', { name: t('review-submit'), exact: true }).click();
    await expect(heading(page)).toHaveText(t('result-passed', {
        certification: { en: 'Certified: Town Gardener Associate', 'zh-CN': '认证：城市园艺师助理级' }[language],
    }));
    await expect(page.getByRole('main')).toContainText(date(language, valid_through_after_pass!));
    expect((await server.credential('town-gardener')).decision).toBe('not_open');

    // Bringing it in again changes nothing.
    perennial('', 'import', 'catalogue', files('catalogue'));
    expect(perennial('', 'import', 'results', results)).toContain('0 taken, 1 unchanged');
    expect((await server.credential('town-gardener')).valid_through).toBe(valid_through_after_pass);
});
