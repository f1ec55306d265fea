# Asks the HTTP API everything that schemathesis can think of, and compares the answers with its
# description. Sourced by test.sh. The versions of the Python packages stand in schemathesis.txt.

# python_tool PROGRAM REQUIREMENTS: programs from PyPI, in a folder of their own, put on PATH.
python_tool() {
    local program=$1 requirements=$2 folder
    folder=$tools/$program-$(sed -n "s/^$program==//p" "$requirements")
    if [ ! -e "$folder/whole" ]; then
        have python3 && python3 -c 'import ensurepip, venv' 2>/dev/null ||
            debian "Python 3 with venv" python3 python3-venv
        step "$program: fetching it from PyPI"
        rm -rf "$folder"
        python3 -m venv "$folder"
        "$folder/bin/pip" install --quiet --disable-pip-version-check --requirement "$requirements"
        touch "$folder/whole"
    fi
    PATH=$folder/bin:$PATH
}

# http_api PROGRAM: with a throw-away database, samples, a session and a key.
http_api() {
    local perennial=$1 folder pid address key session result=0
    folder=$(mktemp -d)
    PERENNIAL_DATABASE=sqlite:$folder/api.db "$perennial" serve --demo --listen 127.0.0.1:0 \
        >"$folder/said" 2>"$folder/log" &
    pid=$!
    for _ in {1..600}; do
        address=$(sed -n 's/^Perennial answers at //p' "$folder/said")
        [ -z "$address" ] || break
        sleep 0.1
    done
    key=$(PERENNIAL_DATABASE=sqlite:$folder/api.db "$perennial" \
        admin key create schemathesis --scope exam-results | sed -n 's/^Key: //p')
    # The session needs examples of what belongs to it: ids that nobody can guess.
    session=$(KEY=$key python3 .make/api.py "$address" "$folder/openapi.json") &&
        schemathesis --config-file .make/schemathesis.toml run "$folder/openapi.json" \
            --url "$address" --header "Authorization: Bearer $key" --header "Cookie: $session" ||
        result=1
    kill $pid && wait $pid || result=1
    if grep -q ' status=5' "$folder/log"; then
        cat "$folder/log" >&2
        result=1
    fi
    rm -rf "$folder"
    return $result
}
