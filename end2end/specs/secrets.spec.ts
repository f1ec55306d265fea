// A11: no key and no explanation ever reaches a learner: not in a page, an answer or an asset.
import { explanationsIn, questions } from '../support/bank';
import { learners, password, signIn } from '../support/steps';
import { expect, test } from '../support/test';

test('no page, answer or asset holds an explanation or a key', async ({ page, server, t }, info) => {
    test.skip(info.project.name !== 'plain', 'it is the same whoever asks');
    test.slow(); // It reads everything that the program can say.
    expect(questions.length).toBeGreaterThan(2 * 124);
    expect(explanationsIn(questions[0]!.explanation)).toHaveLength(1);

    const seen = new Set<string>();
    /** Reads an address as people and as programs do, and follows what it leads to. */
    const search = async (path: string): Promise<void> => {
        if (seen.has(path)) return;
        seen.add(path);
        for (const Accept of ['text/html', 'application/json']) {
            const answer = await server.get(path, { Accept });
            const text = await answer.text();
            expect(explanationsIn(text), path).toEqual([]);
            expect(text, path).not.toMatch(/"(right|correct|key|weight|explanation|feedback)\w*":/);
            const links = [...text.matchAll(/(?:href|src)="(\/[^"#]*)|"(\/pkg\/[^"]+)"/g)];
            for (const [, link, asset] of links) await search((link ?? asset)!.replaceAll('&amp;', '&'));
        }
    };
    await search('/');
    await search('/sign-in');
    let searched = 0;
    for (const email of Object.values(learners)) {
        // Other specs have deleted accounts, or replaced their logins.
        const answer = await server.post('/api/sign-in', { email, password });
        if (answer.status() === 401) continue;
        searched += 1;
        await signIn(page, t, email);
        // What everybody can read has been searched; the rest is this person's own.
        for (const path of seen) if (!/^\/(pkg|certifications|demo|go)\b/.test(path)) seen.delete(path);
        await search('/dashboard');
        for (const { id, open_attempt_id } of (await server.dashboard()).credentials) {
            await search(`/api/credential-page?id=${id}`);
            if (!open_attempt_id) continue;
            for (let number = 1; number <= 24; number++) await search(`/attempts/${open_attempt_id}?q=${number}`);
            await search(`/attempts/${open_attempt_id}/review`);
            await search(`/api/attempts/page?id=${open_attempt_id}`);
        }
        await page.context().clearCookies();
    }
    expect(searched).toBeGreaterThanOrEqual(12);
    // What the program in the browser is made of came along.
    expect([...seen].some((path) => path.endsWith('.js'))).toBe(true);
    expect([...seen].some((path) => path.endsWith('.wasm'))).toBe(true);
});
