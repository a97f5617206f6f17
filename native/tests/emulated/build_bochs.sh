#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
#
# Builds Bochs as run.sh needs it:
#
#     build_bochs.sh SOURCES
#
# SOURCES is the folder bochs of the sources of Bochs, which has configure; it is patched and built in place.
set -eu
[ $# -eq 1 ] && [ -x "$1/configure" ] || {
    echo "usage: $0 SOURCES, the folder of Bochs' sources that has configure" >&2
    exit 2
}
patch=$(cd "$(dirname "$0")" && pwd)/bochs.patch
cd "$1"
# A second run finds the patch applied
if ! patch --dry-run --reverse --force --silent -p1 <"$patch" >/dev/null; then
    patch -p1 <"$patch"
fi
./configure CFLAGS='-O3 -w' CXXFLAGS='-O3 -march=x86-64-v2 -w' \
    --enable-x86-64 --enable-cpu-level=6 --enable-long-phy-address \
    --enable-avx --enable-evex --enable-amx --enable-protection-keys --enable-cet --enable-uintr --enable-vmx=2 \
    --enable-perfmon --enable-monitor-mwait --enable-all-optimizations --disable-logging --disable-docbook --with-nogui
make -j"$(nproc)" bochs
