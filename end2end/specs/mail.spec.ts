// A learner is brought back in time, twice: mails go through a real mail server while time is moved.
import type { ParsedMail } from 'mailparser';
import { question } from '../support/bank';
import { type Credential, Server, after } from '../support/server';
import { MailServer, Program } from '../support/smtp';
import { enter, heading, learners } from '../support/steps';
import { expect, test } from '../support/test';
import { literally, words } from '../support/words';

const t = words('en');
const day = 24 * 60 * 60;
const certification = 'Azure Administrator Associate';

/** What each kind of mail is about, by its subject. */
const subjects = Object.entries({
    opened: 'mail-opened-subject', reminder: 'mail-reminder-subject', receipt: 'mail-receipt-subject',
    failure: 'mail-failure-subject', expired: 'mail-expired-subject',
}).map(([kind, key]) => {
    const subject = t(key, { certification, left: '…', date: '…' });
    return { kind, form: new RegExp(`^${literally(subject).source.replaceAll('…', '.+')}$`) };
});

/** Sits the assessment by the program's own answers, without a page. */
async function sit(server: Server, credential: Credential, pass: boolean): Promise<void> {
    const form = { credential_id: credential.id, language: 'en', agreement: true };
    const attempt = await (await server.post('/api/attempts/start', form)).json();
    for (const { id, stem, options, revision } of pass ? attempt.questions : []) {
        const { right, truth } = question(stem);
        const isRight = (text: string) => truth === undefined ? right.includes(text) : /^True$/.test(text) === truth;
        const chosen = options.filter((option: { text: string }) => isRight(option.text));
        const saved = await server.save(attempt.id, id, revision + 1, chosen.map((it: { id: string }) => it.id));
        expect(saved.status(), await saved.text()).toBe(200);
    }
    const result = await server.post('/api/attempts/submit', { attempt_id: attempt.id });
    expect(await result.json()).toMatchObject({ passed: pass });
}

test('n1 n2: exactly the mails of two renewals arrive, and they lead back', async ({ browser }, { project }) => {
    test.skip(project.name !== 'plain', 'mails are the same whoever reads them');
    test.setTimeout(120_000);
    const mailServer = new MailServer();
    const program = await Program.start(await mailServer.start());
    const context = await browser.newContext({ baseURL: program.origin });
    try {
        const page = await context.newPage();
        const server = new Server(page, 'en');
        const ours = () => mailServer.mails.filter(({ subject, to }) =>
            subject!.includes(certification) && [to].flat().some((it) => it!.text.includes(learners.renewing)));
        const kind = (mail: ParsedMail) => subjects.find(({ form }) => form.test(mail.subject!))?.kind ?? mail.subject;
        const expected: string[] = [];
        /** The mails that come next, and no others. */
        const arrive = async (...kinds: string[]): Promise<ParsedMail> => {
            expected.push(...kinds);
            await expect.poll(() => ours().map(kind)).toEqual(expected);
            return ours().at(-1)!;
        };
        const held = () => server.credential('azure-administrator');
        const at = (credential: Credential, daysBefore: number) => server.moveClock(after(credential.expires_at!, 60 - daysBefore * day));
        const link = (mail: ParsedMail) => new RegExp(`${literally(program.origin).source}/go/[\\w-]+`).exec(mail.text!)![0];

        await page.goto('/sign-in');
        await enter(page, t, learners.renewing);
        await page.waitForURL('**/dashboard');

        // The opening was overtaken by the first reminder before there was a program to send it.
        const first = await held();
        const reminder = await arrive('reminder');
        await at(first, 30);
        await arrive('reminder');
        expect(reminder.html).toContain('<html lang="en"');
        expect(reminder.text).toContain(certification);
        expect(reminder.headers.get('auto-submitted')).toBe('auto-generated');
        expect(reminder.headers.get('list')).toMatchObject({ unsubscribe: { url: expect.stringContaining(program.origin) } });

        // N4: whoever follows it sees how things stand, and nothing personal.
        const stranger = await (await browser.newContext()).newPage();
        await stranger.goto(link(reminder));
        await expect(heading(stranger)).toContainText(certification);
        await expect(stranger.getByRole('main')).not.toContainText('Lina');
        await stranger.context().close();

        await sit(server, first, true);
        const receipt = await arrive('receipt');
        expect(receipt.headers.has('list')).toBe(false);
        await page.goto(link(receipt));
        await expect(heading(page)).toContainText(certification);
        // Whoever has renewed is not reminded any more.
        await at(first, 7);

        const second = await held();
        await server.moveClock(after(second.opens_at!, 60));
        await arrive('opened');
        for (const days of [90, 30, 7]) {
            await at(second, days);
            await arrive('reminder');
        }
        await sit(server, second, false);
        await arrive('failure');
        await sit(server, second, true);
        await arrive('receipt');

        // Back to where everything was due for the first time: nothing is sent again.
        await server.moveClock(after(first.expires_at!, -30 * day));
        await at(second, 90);

        const third = await held();
        await server.moveClock(after(third.opens_at!, 60));
        const opened = await arrive('opened');
        // N6: one click, as the reader's mail program does it.
        const { unsubscribe } = opened.headers.get('list') as unknown as { unsubscribe: { url: string } };
        const muted = await fetch(unsubscribe.url, {
            method: 'POST', body: 'List-Unsubscribe=One-Click', headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
        });
        expect(muted.ok).toBe(true);
        for (const days of [90, 30, 7]) {
            await at(third, days);
            const muted = async () => {
                const { mails } = await (await server.get('/account/data.json')).json();
                return mails.filter((mail: { kind: string; reason: string }) =>
                    mail.kind === `reminder_${days}` && mail.reason === 'muted').length;
            };
            await expect.poll(muted).toBe(1);
        }
        await page.goto('/account/mail');
        await expect(page.getByRole('main')).toContainText(t('reminders-one-muted'));
        // What is no reminder comes all the same.
        await at(third, 0);
        const expired = await arrive('expired');
        expect(expired.text).toContain('AZ-104');

        const ids = mailServer.mails.map(({ messageId }) => messageId);
        expect(new Set(ids).size).toBe(ids.length);
    } finally {
        await context.close();
        await program.stop();
        await mailServer.stop();
    }
});
