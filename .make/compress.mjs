// Writes FILE.br and FILE.gz beside every file of a folder that gets smaller by it.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { argv } from 'node:process';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

const worthIt = new Set(['.css', '.html', '.js', '.json', '.svg', '.txt', '.wasm', '.webmanifest', '.xml']);
const [folder] = argv.slice(2);

for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || !worthIt.has(extname(entry.name)) || entry.name === 'hash.txt') continue;
    const file = join(entry.parentPath ?? entry.path, entry.name);
    const plain = readFileSync(file);
    const brotli = brotliCompressSync(plain, {
        params: {
            [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
            [constants.BROTLI_PARAM_LGWIN]: constants.BROTLI_MAX_WINDOW_BITS,
            [constants.BROTLI_PARAM_SIZE_HINT]: plain.length,
        },
    });
    const gzip = gzipSync(plain, { level: 9 });
    if (brotli.length < plain.length) writeFileSync(`${file}.br`, brotli);
    if (gzip.length < plain.length) writeFileSync(`${file}.gz`, gzip);
    if (entry.name.startsWith('perennial.')) {
        const kB = (bytes) => `${(bytes / 1000).toFixed(1)} kB`;
        console.log(`  ${entry.name.padEnd(15)} ${kB(plain.length).padStart(10)} ${kB(brotli.length).padStart(10)} brotli`);
    }
}
