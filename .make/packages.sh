# Node.js and the packages of end2end: Playwright, and the provider of OpenID Connect that the tests in
# Rust and in a browser sign in with. Sourced.

have node npm || debian "Node.js 18 or newer" nodejs npm
if [ ! end2end/node_modules/.package-lock.json -nt end2end/package-lock.json ]; then
    step "The packages of the tests: fetching them from npm"
    npm ci --silent --no-audit --no-fund --prefix end2end
    touch end2end/node_modules/.package-lock.json
fi
