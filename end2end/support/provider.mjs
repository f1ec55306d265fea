// An OpenID Connect provider for tests on this machine: npm's `oidc-provider` with one client and a
// page on which anybody signs in by a name. Started by the tests in Rust and by those in a browser:
//
//   node provider.mjs '{"port": 0, "label": "personal", "secret": "…", "callbacks": ["http://…"]}'
//
// Says `http://127.0.0.1:PORT` on a line of its own once it answers.
import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import { Provider } from 'oidc-provider';

const { port, label, secret, callbacks } = JSON.parse(process.argv[2]);

const server = createServer();
await new Promise((done) => server.listen(port, '127.0.0.1', done));
const issuer = `http://127.0.0.1:${server.address().port}`;

// A new key with each start, so that a restart is a rotation.
const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const provider = new Provider(issuer, {
    clients: [{
        client_id: 'perennial',
        client_secret: secret,
        redirect_uris: callbacks,
        response_types: ['code'],
        grant_types: ['authorization_code'],
    }],
    jwks: { keys: [{ ...privateKey.export({ format: 'jwk' }), alg: 'RS256', use: 'sig', kid: randomBytes(8).toString('hex') }] },
    // Cookies know no ports: each provider on this machine needs names of its own.
    cookies: {
        keys: [randomBytes(32).toString('hex')],
        names: { session: `${label}_session`, interaction: `${label}_interaction`, resume: `${label}_resume` },
    },
    claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name'] },
    conformIdTokenClaims: false,
    findAccount: (_, id) => ({
        accountId: id,
        claims: () => ({
            sub: id, name: `${id} of ${label}`, email: `${id}@${label}.example`, email_verified: true,
        }),
    }),
    // Whoever signs in has agreed.
    loadExistingGrant: async (context) => {
        const { client, session } = context.oidc;
        const grant = new context.oidc.provider.Grant({ clientId: client.clientId, accountId: session.accountId });
        grant.addOIDCScope('openid email profile');
        await grant.save();
        return grant;
    },
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_, { uid }) => `/interaction/${uid}` },
    pkce: { required: () => true },
    ttl: { Session: 600, Interaction: 600, Grant: 600, AccessToken: 600, IdToken: 600, AuthorizationCode: 60 },
});

const page = (uid) => `<!DOCTYPE html><html lang="en"><head><title>Sign in at ${label}</title>
    <link rel="icon" href="data:,"></head><body><main><h1>Sign in at ${label}</h1>
    <form method="post" action="/interaction/${uid}"><label>Name <input name="name"></label>
    <button name="do" value="sign-in">Sign in</button> <button name="do" value="cancel">Cancel</button>
    </form></main></body></html>`;

async function interact(request, response, uid) {
    if (request.method === 'GET') {
        response.setHeader('content-type', 'text/html; charset=utf-8');
        response.end(page(uid));
        return;
    }
    let body = '';
    for await (const part of request) body += part;
    const form = new URLSearchParams(body);
    const result = form.get('do') === 'cancel'
        ? { error: 'access_denied', error_description: 'nobody signed in' }
        : { login: { accountId: form.get('name') } };
    await provider.interactionFinished(request, response, result, { mergeWithLastSubmission: false });
}

const answer = provider.callback();
server.on('request', (request, response) => {
    const [, uid] = /^\/interaction\/([\w-]+)$/.exec(request.url) ?? [];
    if (!uid) {
        answer(request, response);
        return;
    }
    interact(request, response, uid).catch((error) => {
        response.statusCode = 500;
        response.end(String(error));
    });
});
console.log(issuer);
