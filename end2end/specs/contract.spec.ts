// Other programs rely on this: names, shapes and statuses of the JSON.
import { learners, signIn } from '../support/steps';
import { expect, test } from '../support/test';

const day = /^\d{4}-\d\d-\d\d$/;
const instant = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/;
const nothing = '00000000-0000-4000-8000-000000000000';
const or = (form: RegExp) => (value: string | null) => value === null || form.test(value);

test.beforeEach(({}, info) => {
    test.skip(info.project.name !== 'hydrated', 'it is the same whoever asks');
});

test('what nobody who is not signed in may have', async ({ server }) => {
    for (const path of ['/api/dashboard', '/dashboard', `/api/credential?id=${nothing}`]) {
        const answer = await server.get(path);
        expect(answer.status(), path).toBe(401);
        expect(await answer.json()).toEqual({ error: 'not_signed_in' });
    }
    for (const [path, fields] of [
        ['start', { credential_id: nothing, language: 'en', agreement: true }],
        ['save', { attempt_id: nothing, question_id: 'a', revision: 1 }],
        ['submit', { attempt_id: nothing }],
    ] as const) {
        expect((await server.post(`/api/attempts/${path}`, fields)).status(), path).toBe(401);
    }
    const wrong = await server.post('/api/sign-in', { email: 'nobody@example.com', password: 'wrong' });
    expect(wrong.status()).toBe(401);
    expect(await wrong.json()).toEqual({ error: 'wrong_sign_in' });
});

test('the dashboard and a credential', async ({ page, server, t }) => {
    await signIn(page, t, learners.veteran);
    const dashboard = await server.dashboard();
    expect(dashboard.now).toMatch(instant);
    expect(await (await server.get('/dashboard')).json()).toMatchObject({ credentials: dashboard.credentials });
    for (const credential of dashboard.credentials) {
        expect(credential).toMatchObject({
            id: expect.stringMatching(/^[\da-f-]{36}$/),
            certification: { slug: expect.any(String), title: expect.any(String), kind: expect.any(String) },
            decision: expect.any(String), counted_attempts: 0, open_attempt_id: null,
        });
        expect(credential.certification).toHaveProperty('level');
        for (const name of ['valid_through', 'valid_through_after_pass'] as const) {
            expect(or(day)(credential[name]), name).toBe(true);
        }
        for (const name of ['opens_at', 'expires_at', 'next_start_at'] as const) {
            expect(or(instant)(credential[name]), name).toBe(true);
        }
        const alone = await server.get(`/api/credential?id=${credential.id}`);
        expect(await alone.json()).toEqual(credential);
    }
    const fundamentals = await server.credential('azure-fundamentals');
    expect(fundamentals).toMatchObject({ decision: 'never_expires', valid_through: null, opens_at: null, expires_at: null });
});

test('an attempt is returned as it is, saved by revision, and refused in 409', async ({ page, server, t }) => {
    await signIn(page, t, learners.resuming);
    const credential = await server.credential('azure-ai-engineer');
    const attempt = await server.attempt(credential.open_attempt_id!);
    expect(attempt).toMatchObject({ credential_id: credential.id, version: '2026.1', state: 'open' });
    expect(Object.keys(attempt).sort()).toEqual(
        ['credential_id', 'deadline', 'id', 'language', 'questions', 'started_at', 'state', 'version'],
    );
    expect(attempt.questions).toHaveLength(18);
    for (const question of attempt.questions) {
        expect(Object.keys(question).sort()).toEqual(
            ['choice', 'flagged', 'id', 'kind', 'options', 'revision', 'skill', 'stem'],
        );
        for (const option of question.options) expect(Object.keys(option).sort()).toEqual(['id', 'text']);
    }
    // A2: starting again returns the same.
    const form = { credential_id: credential.id, language: 'zh-CN', agreement: true };
    const again = await server.post('/api/attempts/start', form);
    expect([again.status(), (await again.json()).id]).toEqual([200, attempt.id]);

    const first = attempt.questions[0]!;
    const save = (revision: number, more = {}) => server.post('/api/attempts/save', {
        attempt_id: attempt.id, question_id: first.id, 'choice[]': first.options[1]!.id, revision, ...more,
    });
    const saved = await (await save(first.revision + 5)).json();
    expect(saved).toEqual({ saved_at: expect.stringMatching(instant), revision: first.revision + 5 });
    expect((await (await save(first.revision + 4, { 'choice[]': first.options[0]!.id })).json()).revision).toBe(first.revision + 5);
    expect((await server.attempt(attempt.id)).questions[0]!.choice).toEqual([first.options[1]!.id]);

    for (const [status, answer] of [
        [422, await save(99, { question_id: 'nothing' })],
        [422, await save(99, { 'choice[]': 'nothing' })],
        [400, await save(99, { revision: 'soon' })],
        [400, await save(99, { attempt_id: 'nothing' })],
        [422, await server.post('/api/attempts/start', { ...form, credential_id: (await server.credential('azure-administrator')).id, language: 'tlh' })],
        [404, await server.get(`/api/attempt?id=${nothing}`)],
        [400, await server.get('/api/attempt?id=nothing')],
    ] as const) {
        expect(answer.status(), await answer.text()).toBe(status);
        expect(await answer.json()).toHaveProperty('error');
    }
});

test('a result is the same however often it is asked for, and holds no questions', async ({ page, server, t }) => {
    await signIn(page, t, learners.waiting);
    const { id } = await server.credential('azure-administrator');
    const { attempts } = await (await server.get(`/api/credential-page?id=${id}`)).json();
    const attempt_id: string = attempts[0].id;
    expect(await server.attempt(attempt_id)).toMatchObject({ state: 'failed', questions: [] });
    const first = await server.post('/api/attempts/submit', { attempt_id });
    expect(first.status()).toBe(200);
    const result = await first.json();
    expect(result).toEqual({
        attempt_id, passed: false, points: expect.any(Number), maximum: 24, mark: 70, skills: expect.any(Array),
        valid_through: expect.stringMatching(day), next_start_at: expect.stringMatching(instant),
    });
    for (const skill of result.skills) expect(Object.keys(skill).sort()).toEqual(['maximum', 'points', 'skill']);
    expect(await (await server.post('/api/attempts/submit', { attempt_id })).json()).toEqual(result);
    const late = { attempt_id, question_id: 'web-apps-01', 'choice[]': 'a', revision: 1 };
    const refused = await server.post('/api/attempts/save', late);
    expect([refused.status(), await refused.json()]).toEqual([409, { error: 'no_open_attempt', state: 'failed' }]);
});

test('a body that is too large, and a request from elsewhere', async ({ page, server, t }) => {
    await signIn(page, t, learners.newcomer);
    const large = await server.post('/api/sign-in', { email: 'a'.repeat(100_000), password: 'b' });
    expect(large.status()).toBe(413);
    const elsewhere = { Origin: 'https://example.com', 'Sec-Fetch-Site': 'cross-site' };
    const foreign = await server.post('/api/sign-out', {}, elsewhere);
    expect(foreign.status()).toBe(403);
    expect((await server.get('/api/dashboard')).status()).toBe(200);
});
