// The providers of OpenID Connect that the program under test is configured with.

export interface Provider {
    id: string;
    /** What people call it. */
    name: string;
    kind: 'personal' | 'work';
    issuer: string;
    /** Where `provider.mjs` answers; none where nobody does. */
    port?: number;
}

const local = (port: number) => ({ issuer: `http://127.0.0.1:${port}`, port });

/** A personal one, one for work, and one that is down. */
export const providers = (firstPort: number): Provider[] => [
    { id: 'meadow', name: 'Meadow', kind: 'personal', ...local(firstPort) },
    { id: 'contoso', name: 'Contoso', kind: 'work', ...local(firstPort + 1) },
    { id: 'nowhere', name: 'Nowhere', kind: 'personal', issuer: 'http://127.0.0.1:9' },
];
