// Looks over the shoulder of every browser context: whatever must never happen is a fault.
import type { BrowserContext, Response } from '@playwright/test';
import { setTimeout } from 'node:timers/promises';
import { explanationsIn } from './bank';

export class Watch {
    private readonly faults: string[] = [];
    private readonly expected: RegExp[] = [];
    private readonly reading: Promise<void>[] = [];

    constructor(private readonly origin: string, private readonly hydrated: boolean) {}

    /** Faults of this form belong to what is tested. */
    expect(...faults: RegExp[]): void {
        this.expected.push(...faults);
    }

    follow(context: BrowserContext): void {
        context.on('console', (message) => {
            // Chromium reports violations of the content security policy here too.
            if (['error', 'warning'].includes(message.type())) {
                this.fault(`console: ${message.text()} (${message.location().url})`);
            }
        });
        context.on('weberror', (error) => this.fault(`page: ${error.error().stack ?? error.error().message}`));
        context.on('requestfailed', (request) => {
            const reason = request.failure()?.errorText ?? '';
            // Leaving a page ends what it still asked for; without JavaScript scripts are not loaded.
            const usual = reason === 'net::ERR_ABORTED' || (reason === 'csp' && !this.hydrated);
            if (!usual) this.fault(`request: ${request.url()}: ${reason}`);
        });
        context.on('request', (request) => {
            if (!request.url().startsWith(`${this.origin}/`)) this.fault(`asked elsewhere: ${request.url()}`);
        });
        context.on('response', (response) => {
            const isPage = response.request().resourceType() === 'document';
            if (response.status() >= (isPage ? 500 : 400)) {
                this.fault(`answer: ${response.status()} ${response.url()}`);
            }
            this.reading.push(this.search(response));
        });
    }

    /** What has happened that must not, after all that was sent has been searched. */
    async found(): Promise<string[]> {
        // Of a page that was left the browser may never say how its answers ended.
        await Promise.race([Promise.all(this.reading), setTimeout(5_000)]);
        return this.faults.filter((fault) => !this.expected.some((form) => form.test(fault)));
    }

    /** A11: no explanation may be in any answer. */
    private async search(response: Response): Promise<void> {
        const kind = (await response.headerValue('content-type').catch(() => null)) ?? '';
        if (!/html|json/.test(kind)) return;
        // A redirect has no body, and the browser forgets those of pages that it has left.
        const body = await response.text().catch(() => '');
        for (const marker of explanationsIn(body)) this.fault(`explanation in ${response.url()}: ${marker}`);
    }

    private fault(text: string): void {
        this.faults.push(text);
    }
}
