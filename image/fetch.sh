#!/bin/sh
# Brings every package of the lock into a folder and proves each by its hash: image/fetch.sh WORK
set -eu
work=$1
here=$(dirname "$0")
. "$here/lib.sh"

debs=$work/debs
mkdir -p "$debs"
debian=$(image_mirror)
security=$(image_mirror_security)
want=$work/fetch.list
: >"$want"
grep -v '^#' "$here/packages.lock" | while read -r _ name bytes _ path; do
    [ -e "$debs/$name" ] && [ "$(stat -c %s "$debs/$name")" = "$bytes" ] && continue
    echo "$name" "$path" | sed "s# debian/# $debian/#; s# security/# $security/#" >>"$want"
done
# shellcheck disable=SC2016 # the inner shell expands
DEBS=$debs xargs -r -P 4 -n 2 sh -c 'curl -fsSL --retry 3 -o "$DEBS/$0.part" "$1" &&
    mv "$DEBS/$0.part" "$DEBS/$0"' <"$want" || {
    echo 'The mirror no longer has what the lock names: make image-lock, then look at the difference.' >&2
    exit 1
}
grep -v '^#' "$here/packages.lock" | while read -r _ name _ hash _; do
    echo "$hash  $debs/$name"
done | sha256sum --check --quiet
