// The program under test as other programs see it: JSON, and the clock of the demo.
import { type APIRequestContext, expect } from '@playwright/test';

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

const json = { Accept: 'application/json' };

export class Server {
    private moved = false;

    /** `request` shares its cookies with the browser, and so who is signed in. */
    constructor(private readonly request: APIRequestContext) {}

    get(path: string) {
        return this.request.get(path, { headers: json, maxRedirects: 0 });
    }

    post(path: string, form: Record<string, string | boolean | number>) {
        return this.request.post(path, { headers: json, form, maxRedirects: 0 });
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

    async moveClock(now: string): Promise<void> {
        this.moved = true;
        const answer = await this.request.post('/demo/clock', { headers: json, data: { now } });
        expect(answer.status()).toBe(200);
    }

    /** So that the next test begins now. */
    async resetClock(): Promise<void> {
        if (this.moved) await this.request.post('/demo/clock', { headers: json, form: { to: '' } });
    }
}

/** An instant so many seconds after another. */
export const after = (at: string, seconds: number): string =>
    new Date(new Date(at).getTime() + seconds * 1000).toISOString();
