// How the specs are run: against the release program, once for each way that people meet it.
import { defineConfig, devices, type PlaywrightTestConfig } from '@playwright/test';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { providers } from './support/providers';

const target = process.env.CARGO_TARGET_DIR ?? fileURLToPath(new URL('../target', import.meta.url));
const program = resolve(target, 'release/perennial');
// A spec starts one of its own.
process.env.PERENNIAL_E2E_PROGRAM = program;
const firstPort = Number(process.env.PERENNIAL_E2E_PORT ?? 3410);
// This file is read again by every worker; they take the folder of the first reading.
const folder = process.env.PERENNIAL_E2E_FOLDER ?? temporaryFolder();
process.env.PERENNIAL_E2E_FOLDER = folder;

function temporaryFolder(): string {
    const made = mkdtempSync(join(tmpdir(), 'perennial-'));
    process.on('exit', () => rmSync(made, { recursive: true, force: true }));
    return made;
}

const desktop = { viewport: { width: 1280, height: 800 } };
// Each in a time zone of its own: instants are UTC, and only the browser adds the local time.
const ways = {
    hydrated: { ...desktop, timezoneId: 'America/New_York' },
    plain: { ...desktop, timezoneId: 'America/New_York', javaScriptEnabled: false },
    phone: { viewport: { width: 375, height: 812 }, hasTouch: true, timezoneId: 'Europe/Berlin' },
    chinese: { ...desktop, locale: 'zh-CN', timezoneId: 'Asia/Shanghai' },
} satisfies Record<string, PlaywrightTestConfig['use']>;

// A server and a database for each, because specs move the server's clock and use learners up.
const servers = Object.entries(ways).map(([name, use], index) => {
    const listen = `127.0.0.1:${firstPort + index}`;
    return { name, use: { ...use, baseURL: `http://${listen}` }, listen, database: `sqlite:${join(folder, `${name}.db`)}` };
});

// Two providers to sign in with, and one that is never there.
const secret = 'a secret between the program and its providers';
const others = providers(firstPort + servers.length);
const configuration = join(folder, 'perennial.toml');
writeFileSync(configuration, others.map(({ id, name, kind, issuer }) => `[[provider]]
id = "${id}"
name = "${name}"
issuer = "${issuer}"
client-id = "perennial"
client-secret = "${secret}"
kind = "${kind}"
`).join('\n'));

export default defineConfig({
    testDir: 'specs',
    outputDir: 'results',
    forbidOnly: !!process.env.CI,
    fullyParallel: false,
    workers: 2,
    timeout: 60_000,
    // On a busy machine an answer takes its time; what is wrong stays wrong.
    expect: { timeout: 15_000 },
    // Said as flaky where the second try passes.
    retries: 1,
    reporter: 'list',
    use: {
        ...devices['Desktop Chrome'],
        locale: 'en-GB',
        // Traces of every test would take a third longer; ask for them with --trace on.
        screenshot: 'only-on-failure',
        launchOptions: {
            executablePath: process.env.PERENNIAL_CHROMIUM ?? '/usr/bin/chromium',
            args: [
                // Chromium's sandbox does not run as root.
                ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
                // Nothing but the pages under test is asked for over the network.
                '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
                '--disable-component-update', '--disable-sync',
            ],
        },
    },
    projects: servers.map(({ name, use }) => ({ name, use, workers: 1 })),
    webServer: [
        ...servers.map(({ name, use, listen, database }) => ({
            name,
            command: `exec ${program} serve --demo --config ${configuration} --listen ${listen} --database ${database} --data ${join(folder, name)}`,
            // Elsewhere than the repository: the program must find its assets from wherever it is started.
            cwd: folder,
            url: `${use.baseURL}/health/ready`,
            timeout: 60_000,
            gracefulShutdown: { signal: 'SIGTERM' as const, timeout: 10_000 },
        })),
        ...others.filter(({ port }) => port).map(({ id, port, issuer }) => ({
            name: id,
            command: `exec node support/provider.mjs '${JSON.stringify({
                port, label: id, secret, callbacks: servers.map(({ use }) => `${use.baseURL}/sign-in/${id}/callback`),
            })}'`,
            url: `${issuer}/.well-known/openid-configuration`,
            timeout: 60_000,
        })),
    ],
});
