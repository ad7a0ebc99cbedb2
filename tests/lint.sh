#!/bin/sh
# What the compiler does not mind and the house does. Prints file:line and what is wrong; the exit
# status says whether anything is. Run from the project's folder: make lint.
# (lint.sh --compile COMPILER FILE is how it calls itself, for two files at a time.)
set -u
LC_ALL=C
export LC_ALL

# A variable or expression of the Makefile, as the shell reads it.
ask_make() {
    make -s --no-print-directory --eval "lint-ask: ; \$(info $1)@:" lint-ask
}

# Warnings are errors. The optimiser's own warnings come from gcc only, for which it must run.
compile() {
    compiler=$1 file=$2
    case $file in
    src/*/*) folder=${file#src/} folder=${folder%%/*} ;;
    tests/fuzz/*) folder=content ;;
    assets/icons/*) folder=documents ;;
    *) folder=none ;;
    esac
    eval "own=\${lint_flags_$folder-}"
    case $compiler:$file in
    *:*.h) how="-fsyntax-only -x c" ;;
    gcc:src/*) how="-O2 -D_FORTIFY_SOURCE=2 -S -o /dev/stdout" ;;
    *) how=-fsyntax-only ;;
    esac
    # A header must bring along what it needs: nothing is included before it.
    case $file in
    *.h) common=${lint_common%%-include base/banned.h*}${lint_common##*-include base/banned.h} ;;
    *) common=$lint_common ;;
    esac
    eval "$compiler $common $own -Itests/lib -Werror $how $file" >/dev/null
}

if [ "${1-}" = --compile ]; then
    compile "$2" "$3"
    exit
fi

failed=0
check() {
    title=$1
    shift
    echo "lint: $title"
    if "$@"; then return; fi
    failed=1
    echo "lint: FAILED: $title"
}

# False, and the lines themselves, when there are any on standard input.
none() {
    ! grep .
}

code=$(find src tests assets -name '*.[ch]' | sort)
sources=$(find src -name '*.c' | sort)
headers=$(find src -name '*.h' | sort)

format() {
    clang-format --dry-run -Werror $code
}

layers() {
    awk -f tests/check_layers.awk $sources $headers
}

# Function-like macros ban the functions; an #undef or parentheses around the name would free them.
banned() {
    names=$(sed -n 's/^#undef //p' src/base/banned.h | paste -sd '|')
    ask_make '$(COMMON)' | grep -q -e '-include base/banned.h' || {
        echo "Makefile: base/banned.h is not included by every compilation"
        return 1
    }
    grep -nE "#[[:space:]]*undef[[:space:]]+($names)\\b|\\(($names)\\)[[:space:]]*\\(|\\bBANNED\\b" \
        $(echo "$code" | grep -v '^src/base/banned.h$') | none
}

externs() {
    grep -nE '^[[:space:]]*extern\b' $sources | none
}

lengths() {
    for file in $sources $headers; do
        [ "$file" = src/core/phrase_list.h ] && continue # a list, one line a phrase
        most=399
        [ "$file" = src/kiosk.c ] && most=149
        lines=$(wc -l <"$file")
        [ "$lines" -le $most ] || echo "$file:$lines: longer than $most lines"
    done | none
}

# State lives in structs that somebody owns: nothing that can be written outlives a function.
globals() {
    make -s -j2 build/release/libgoedwerk.a build/release/kiosk.o build/release/tool.o build/release/helper.o >&2 ||
        return 1
    objdump -t build/release/libgoedwerk.a build/release/kiosk.o build/release/tool.o build/release/helper.o | awk -F '\t' '
        / file format / { file = $1; sub(/: .*/, "", file) }
        NF == 2 {
            n = split($1, left, " ")
            split($2, right, " ")
            if (left[n] ~ /^\.(data|bss|tdata|tbss)|^\*COM/ && left[n] !~ /^\.data\.rel\.ro/ &&
                right[2] !~ /^\./)
                print file ": " right[2] " can be written (" left[n] ")"
        }
    ' | none
}

compile_all() {
    lint_common=$(ask_make '$(filter-out -MMD -MP,$(COMMON))')
    export lint_common
    for folder in store content documents platform helper; do
        flags=$(ask_make "\$(flags_$folder)")
        eval "lint_flags_$folder=\$flags"
        export "lint_flags_$folder"
    done
    xargs -P 2 -n 1 "$0" --compile "$1"
}

gcc_warnings() {
    echo "$code" | grep '\.c$' | compile_all gcc
}

clang_warnings() {
    echo "$code" | grep '\.c$' | compile_all clang
}

lone_headers() {
    echo "$headers" | compile_all gcc
}

static_analysis() {
    cppcheck --quiet --std=c11 --library=posix -j2 -Isrc -Itests/lib --include=src/base/banned.h \
        -D_GNU_SOURCE '-DGOEDWERK_VERSION=""' --enable=warning,performance,portability \
        --suppressions-list=tests/cppcheck.txt --template='{file}:{line}: {message} ({id})' \
        --error-exitcode=1 src tests assets
}

check "clang-format" format
check "who may include whom" layers
check "banned functions stay banned" banned
check "no extern in a .c" externs
check "short files" lengths
check "every header compiles alone" lone_headers
check "gcc without a warning" gcc_warnings
check "clang without a warning" clang_warnings
check "no writable globals" globals
check "cppcheck" static_analysis
exit $failed
