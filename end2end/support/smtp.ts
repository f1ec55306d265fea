// A mail server that keeps what it is sent, and a program of its own that sends there.
import { simpleParser, type ParsedMail } from 'mailparser';
import { type ChildProcess, spawn } from 'node:child_process';
import { type AddressInfo, createServer } from 'node:net';
import { mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import { SMTPServer } from 'smtp-server';

/** A port on which nobody listens. */
async function freePort(): Promise<number> {
    const server = createServer();
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    const { port } = server.address() as AddressInfo;
    await new Promise((closed) => server.close(closed));
    return port;
}

export class MailServer {
    readonly mails: ParsedMail[] = [];
    private readonly server = new SMTPServer({
        authOptional: true,
        disabledCommands: ['AUTH', 'STARTTLS'],
        logger: false,
        onData: (stream, _session, done) => {
            simpleParser(stream).then((mail) => {
                this.mails.push(mail);
                done();
            }, done);
        },
    });

    /** Listens, and says on which port. */
    async start(): Promise<number> {
        await new Promise<void>((listening) => this.server.listen(0, '127.0.0.1', listening));
        return (this.server.server.address() as AddressInfo).port;
    }

    async stop(): Promise<void> {
        await new Promise<void>((closed) => this.server.close(closed));
    }
}

/** The program with fresh sample data, sending its mails to a port. */
export class Program {
    private constructor(readonly origin: string, private readonly child: ChildProcess) {}

    static async start(smtp: number): Promise<Program> {
        const listen = `127.0.0.1:${await freePort()}`;
        const folder = mkdtempSync(join(process.env.PERENNIAL_E2E_FOLDER!, 'mail-'));
        const child = spawn(process.env.PERENNIAL_E2E_PROGRAM!, [
            'serve', '--demo', '--listen', listen, '--data', folder,
            '--database', `sqlite:${join(folder, 'mail.db')}`, '--smtp', `smtp://127.0.0.1:${smtp}?tls=none`,
        ], { cwd: folder, stdio: ['ignore', 'ignore', 'inherit'] });
        const program = new Program(`http://${listen}`, child);
        while (!(await program.isReady())) {
            if (child.exitCode !== null) throw new Error(`the program ended with ${child.exitCode}`);
            await new Promise((wait) => setTimeout(wait, 100));
        }
        return program;
    }

    private async isReady(): Promise<boolean> {
        return fetch(`${this.origin}/health/ready`).then((answer) => answer.ok, () => false);
    }

    async stop(): Promise<void> {
        const ended = new Promise((end) => this.child.once('exit', end));
        this.child.kill('SIGTERM');
        await ended;
    }
}
