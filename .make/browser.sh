# A browser for the end-to-end tests. Sourced.

if ! have "${PERENNIAL_CHROMIUM:-/usr/bin/chromium}"; then
    debian "Chromium (or PERENNIAL_CHROMIUM=/path/to/it)" chromium
fi
