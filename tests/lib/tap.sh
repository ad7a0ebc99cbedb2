# TAP for tests in shell. Sourced from the project's folder; the script has set tap_said, a file of its
# own for what a command says, and ends with tap_end.
# shellcheck shell=sh disable=SC2154 # tap_said is the script's
tap_count=0
tap_failed=0

# holds WHAT COMMAND…: one line of TAP, and the end of what the command said where it fails. Its status.
holds() {
    tap_count=$((tap_count + 1))
    tap_line="$tap_count - $1"
    shift
    if "$@" >"$tap_said" 2>&1; then
        echo "ok $tap_line"
        return 0
    fi
    tap_failed=$((tap_failed + 1))
    echo "not ok $tap_line"
    tail -n 30 "$tap_said" | cut -c 1-300 | sed 's/^/# /'
    return 1
}

# The plan; false where something failed.
tap_end() {
    echo "1..$tap_count"
    [ $tap_failed = 0 ]
}
