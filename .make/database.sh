# A throw-away PostgreSQL for the tests. Sourced: sets PERENNIAL_TEST_POSTGRES; stop_database ends it.

database_folder=

# PostgreSQL refuses to run as root: then it runs as its own user, that of Debian's packages.
as_postgres() {
    if [ "$(id -u)" -eq 0 ]; then
        (cd / && runuser -u postgres -- "$@")
    else
        "$@"
    fi
}

newest_postgres() { compgen -G '/usr/lib/postgresql/*/bin/postgres' | sort -V | tail -1; }

start_database() {
    local bin port
    bin=$(dirname "$(newest_postgres || type -P postgres || true)")
    if [ "$bin" = . ]; then
        debian "PostgreSQL" postgresql
        bin=$(dirname "$(newest_postgres)")
    fi
    step "PostgreSQL: starting a throw-away one"
    database_folder=$(mktemp -d)
    [ "$(id -u)" -ne 0 ] || chown postgres "$database_folder"
    as_postgres "$bin/initdb" --pgdata "$database_folder/data" --username postgres --auth trust \
        --encoding UTF8 --locale C --no-sync >/dev/null
    # Nothing in it outlives the tests, so it need not be safe from a power cut.
    for port in $(shuf -i 20000-32000 -n 5); do
        if as_postgres "$bin/pg_ctl" start --wait --silent --pgdata "$database_folder/data" \
            --log "$database_folder/log" --options "-c listen_addresses=127.0.0.1 -c port=$port \
            -c unix_socket_directories=$database_folder -c max_connections=400 -c fsync=off" >/dev/null; then
            export PERENNIAL_TEST_POSTGRES=postgres://postgres@127.0.0.1:$port/postgres
            return
        fi
    done
    cat "$database_folder/log" >&2
    fail "PostgreSQL did not start."
}

stop_database() {
    [ -n "$database_folder" ] || return 0
    # Its first line is the process to end; a fast end does not wait for clients.
    as_postgres kill -INT "$(head -1 "$database_folder/data/postmaster.pid" 2>/dev/null)" 2>/dev/null || true
    while [ -e "$database_folder/data/postmaster.pid" ]; do sleep 0.1; done
    rm -rf "$database_folder"
    database_folder=
}
