// The mails of the demo, which are files in its folder for data.
import { expect } from '@playwright/test';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** One part of a mail, decoded. */
const decoded = (encoding: string, body: string): string => {
    if (/base64/i.test(encoding)) return Buffer.from(body, 'base64').toString('utf8');
    if (!/quoted-printable/i.test(encoding)) return body;
    const bytes = body.replace(/=\r?\n/g, '').replace(/=([0-9A-F]{2})/gi, (_, hex: string) =>
        String.fromCharCode(parseInt(hex, 16)));
    return Buffer.from(bytes, 'latin1').toString('utf8');
};

/** The text of a mail: all its parts, decoded. */
function text(mail: string): string {
    const boundary = /boundary="?([^"\r\n;]+)/i.exec(mail)?.[1];
    const parts = boundary ? mail.split(`--${boundary}`) : [mail];
    return parts.map((part) => {
        const [head = '', ...body] = part.split(/\r?\n\r?\n/);
        return decoded(/content-transfer-encoding:\s*(\S+)/i.exec(head)?.[1] ?? '', body.join('\n\n'));
    }).join('\n');
}

export class Mailbox {
    private readonly folder: string;

    /** Of the program of a project. */
    constructor(project: string) {
        this.folder = join(process.env.PERENNIAL_E2E_FOLDER!, project, 'mail');
    }

    /** Where mails to an address lead: one path a mail. */
    private links(address: string, has = /^/): string[] {
        if (!existsSync(this.folder)) return [];
        const mails = readdirSync(this.folder).filter((name) => name.endsWith('.eml')).sort();
        return mails.map((name) => readFileSync(join(this.folder, name), 'utf8'))
            .filter((mail) => new RegExp(`^To:.*${address}`, 'im').test(mail) && has.test(mail))
            .flatMap((mail) => /\/go\/\w+/.exec(text(mail))?.[0] ?? []);
    }

    /** Where the last reminder leads that came to an address. */
    async reminder(address: string): Promise<string> {
        const all = () => this.links(address, /^List-Unsubscribe:/im);
        await expect.poll(() => all().length, { timeout: 30_000 }).toBeGreaterThan(0);
        return all().at(-1)!;
    }

    /** Where the mail leads that comes to an address after `cause`. */
    async link(address: string, cause: () => Promise<void>): Promise<string> {
        const before = new Set(this.links(address));
        await cause();
        const fresh = () => this.links(address).filter((link) => !before.has(link));
        await expect.poll(() => fresh().length, { timeout: 30_000 }).toBe(1);
        return fresh()[0]!;
    }
}
