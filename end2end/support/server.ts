// The program under test as other programs see it: JSON, and the clock of the demo.
import { type Page, expect } from '@playwright/test';
import type { Language } from './words';

export interface Credential {
    id: string;
    certification: { slug: string; title: string; kind: string; level: string | null };
    decision: string;
    valid_through: string | null;
    opens_at: string | null;
    expires_at: string | null;
    counted_attempts: number;
    next_start_at: string | null;
    open_attempt_id: string | null;
    open_deadline: string | null;
    valid_through_after_pass: string | null;
}

export interface Attempt {
    id: string;
    credential_id: string;
    version: string;
    language: string;
    started_at: string;
    deadline: string;
    state: string;
    questions: {
        id: string; skill: string; stem: string; kind: string; options: { id: string; text: string }[];
        choice: string[]; revision: number; flagged: boolean;
    }[];
}

export class Server {
    private moved = false;

    /** It is asked as the one who is signed in on this page, and in the page's language. */
    constructor(private readonly page: Page, private readonly language: Language) {}

    async get(path: string, more: Record<string, string> = {}) {
        return this.page.request.get(path, { headers: await this.headers(more), maxRedirects: 0 });
    }

    async post(path: string, form: Record<string, string | boolean | number>, more: Record<string, string> = {}) {
        return this.page.request.post(path, { headers: await this.headers(more), form, maxRedirects: 0 });
    }

    /** Unlike the browser, Playwright sends secure cookies over TLS only, so they are put in by hand. */
    private async headers(more: Record<string, string>): Promise<Record<string, string>> {
        const cookies = await this.page.context().cookies();
        const Cookie = cookies.map(({ name, value }) => `${name}=${value}`).join('; ');
        return { Accept: 'application/json', 'Accept-Language': this.language, Cookie, ...more };
    }

    async dashboard(): Promise<{ now: string; credentials: Credential[] }> {
        const answer = await this.get('/api/dashboard');
        expect(answer.status()).toBe(200);
        return answer.json();
    }

    /** What the learner holds of a certification. */
    async credential(slug: string): Promise<Credential> {
        const { credentials } = await this.dashboard();
        const found = credentials.find((credential) => credential.certification.slug === slug);
        if (!found) throw new Error(`${slug} is not held`);
        return found;
    }

    async attempt(id: string): Promise<Attempt> {
        const answer = await this.get(`/api/attempt?id=${id}`);
        expect(answer.status()).toBe(200);
        return answer.json();
    }

    /** Saves an answer of so many choices. */
    async save(attempt_id: string, question_id: string, revision: number, choice: string[]) {
        const form = new URLSearchParams({ attempt_id, question_id, revision: String(revision) });
        for (const option of choice) form.append('choice[]', option);
        const headers = await this.headers({ 'Content-Type': 'application/x-www-form-urlencoded' });
        return this.page.request.post('/api/attempts/save', { headers, data: form.toString() });
    }

    async moveClock(now: string): Promise<void> {
        this.moved = true;
        const answer = await this.page.request.post('/demo/clock', { data: { now } });
        expect(answer.status()).toBe(200);
    }

    /** So that the next test begins now. */
    async resetClock(): Promise<void> {
        if (this.moved) await this.page.request.post('/demo/clock', { form: { to: '' } });
    }
}

/** An instant so many seconds after another. */
export const after = (at: string, seconds: number): string =>
    new Date(new Date(at).getTime() + seconds * 1000).toISOString();
