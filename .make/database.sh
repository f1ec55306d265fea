# A throw-away PostgreSQL for the tests. Sourced: sets PERENNIAL_TEST_POSTGRES; stop_database ends it.

database_folder=
postgres=

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
    local port
    postgres=$(dirname "$(newest_postgres || type -P postgres || true)")
    if [ "$postgres" = . ]; then
        debian "PostgreSQL" postgresql
        postgres=$(dirname "$(newest_postgres)")
    fi
    step "PostgreSQL: starting a throw-away one"
    database_folder=$(mktemp -d)
    [ "$(id -u)" -ne 0 ] || chown postgres "$database_folder"
    as_postgres "$postgres/initdb" --pgdata "$database_folder/data" --username postgres --auth trust \
        --encoding UTF8 --locale C --no-sync >/dev/null
    # Nothing in it outlives the tests, so it need not be safe from a power cut.
    for port in $(shuf -i 20000-32000 -n 5); do
        if as_postgres "$postgres/pg_ctl" start --wait --silent --pgdata "$database_folder/data" \
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
    as_postgres "$postgres/pg_ctl" stop --wait --silent --mode fast --pgdata "$database_folder/data" || true
    rm -rf "$database_folder"
    database_folder=
}
