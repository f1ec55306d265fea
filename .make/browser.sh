# A browser and what drives it, for the end-to-end tests. Sourced.

if ! have "${PERENNIAL_CHROMIUM:-/usr/bin/chromium}"; then
    debian "Chromium (or PERENNIAL_CHROMIUM=/path/to/it)" chromium
fi
if [ ! end2end/node_modules/.package-lock.json -nt end2end/package-lock.json ]; then
    step "Playwright: fetching its packages from npm"
    npm ci --silent --no-audit --no-fund --prefix end2end
    touch end2end/node_modules/.package-lock.json
fi
