#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
#
# Generates the Java bindings anew from native/include/mish4j/mish4j.h, and records the header's checksum beside them.
# Takes jextract (for JDK 25) from $JEXTRACT, or else from the PATH.
set -euo pipefail

cd "$(dirname "${BASH_SOURCE[0]}")"
header=../native/include/mish4j/mish4j.h
generated=src/main/java
package=org.mish4j.bindings
jextract=${JEXTRACT:-jextract}

if ! command -v "$jextract" >/dev/null; then
    echo "regenerate.sh: jextract was not found; put it on the PATH or name it in \$JEXTRACT" >&2
    exit 1
fi

includes=$(mktemp)
trap 'rm -f "$includes" "$includes.all"' EXIT
"$jextract" --dump-includes "$includes.all" "$header"
# The header's own symbols only: none of the C library's, and none of what serves the C compiler alone.
grep 'mish4j/mish4j\.h' "$includes.all" \
    | grep -v -e MISH4J_API -e MISH4J_NOEXCEPT -e MISH4J_MISH4J_H -e mish4j_int64_has_64_bits \
    | sed 's/ *#.*//' >"$includes"

rm -f "$generated"/org/mish4j/bindings/mish4j_*.java
"$jextract" --target-package "$package" --output "$generated" "@$includes" "$header"

sha256sum "$header" | cut -d ' ' -f 1 >src/main/resources/org/mish4j/bindings/mish4j.h.sha256
