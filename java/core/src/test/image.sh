#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
#
# Packs the tests of all devices with a Java of their own, to be carried to a machine that has a GPU but no JDK:
#
#     java/core/src/test/image.sh [FILE]      mish4j-device-tests.tar.gz by default
#
# Needs $JAVA_HOME (a JDK 25 with jlink), Maven, and the native libraries. Environment:
#   MVN          how Maven is called (mvn)
#   LIBRARIES    the folder with the libraries (native/target/cmake/lib)
#   ONEDNN       1 packs the device cpu too, which makes 68 MB of 41 (0)
# There:
#
#     tar -xzf mish4j-device-tests.tar.gz && mish4j-device-tests/run [-Dmish4j.test.devices=cuda:0] [-Dmish4j.cudnn.path=...]
#
# A device that can't be used is skipped, with the reason.
set -euo pipefail

root=$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/../../../.." && pwd)
file=$(readlink -f "${1:-mish4j-device-tests.tar.gz}")
libraries=${LIBRARIES:-$root/native/target/cmake/lib}
: "${JAVA_HOME:?names no JDK}"
name=mish4j-device-tests
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir -p "$work/$name/lib" "$work/$name/native"

classpath=$work/classpath
read -ra maven <<<"${MVN:-mvn}"
(cd "$root" && "${maven[@]}" -q -pl java/core -am -Dexec.skip test-compile dependency:build-classpath \
    -DincludeScope=test -Dmdep.outputFile="$classpath" -Dmdep.regenerateFile=true)
tr ':' '\n' <"$classpath" | grep '\.jar$' | sort -u | while read -r jar; do cp "$jar" "$work/$name/lib/"; done
cp -r "$root/bindings/target/classes" "$work/$name/lib/bindings"
cp -r "$root/java/core/target/classes" "$work/$name/lib/core"
cp -r "$root/java/core/target/test-classes" "$work/$name/lib/tests"

cp "$libraries"/libmish4j.so "$work/$name/native/"
for library in libmish4j_cudnn.so libmish4j_onednn.so libdnnl.so.3 libgomp.so.1; do
    [[ "$library" == libmish4j_cudnn.so || "${ONEDNN:-0}" == 1 ]] || continue
    if [[ -e "$libraries/$library" ]]; then cp -L "$libraries/$library" "$work/$name/native/"; fi
done

"$JAVA_HOME/bin/jlink" \
    --add-modules java.base,java.logging,java.management,java.xml,jdk.jfr,jdk.management,jdk.unsupported \
    --strip-debug --no-header-files --no-man-pages --compress zip-9 --output "$work/$name/java"

cat >"$work/$name/run" <<'RUN'
#!/bin/sh
here=$(cd "$(dirname "$0")" && pwd)
exec "$here/java/bin/java" --enable-native-access=ALL-UNNAMED "-Dmish4j.library.path=$here/native" "$@" \
    -cp "$here/lib/tests:$here/lib/core:$here/lib/bindings:$here/lib/*" org.mish4j.devices.DeviceTests
RUN
chmod +x "$work/$name/run"
tar -C "$work" -czf "$file" "$name"
echo "$file: $(du -h "$file" | cut -f 1)"
