# Runs the parts of a test one after the other, all of them, and sums up. Sourced.

summary=()
failures=0

# part NAME COMMAND...: runs it and keeps how it went.
part() {
    local name=$1 from=$SECONDS mark=✓
    shift
    step "$name"
    "$@" || { mark=✗ && failures=$((failures + 1)); }
    summary+=("$(printf '%s %-38s %5d s' $mark "$name" $((SECONDS - from)))")
}

# sum_up: prints how all parts went; fails if one did.
sum_up() {
    printf '\n'
    printf '%s\n' "${summary[@]}"
    [ $failures -eq 0 ] || fail "$failures of ${#summary[@]} failed."
    printf 'All %d passed, in %d s.\n' ${#summary[@]} $SECONDS
}
