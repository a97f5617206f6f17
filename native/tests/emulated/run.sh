#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
#
# Runs a native test program on an emulated processor that has AMX:
#
#     run.sh BUILD [NAME=VALUE...] PROGRAM [ARGUMENT...]
#
# BUILD is the build folder of the native part, PROGRAM a path in it, NAME=VALUE a variable of the program's environment.
# What the program prints comes as it is printed; the exit status is the program's. README.md lists the variables and
# the packages that this needs.
set -eu
here=$(cd "$(dirname "$0")" && pwd)

fail() {
    echo "$0: $1" >&2
    exit 2
}

# file_of VARIABLE DEFAULT PURPOSE: the file that a variable names
file_of() {
    eval "file=\${$1:-$2}"
    [ -f "$file" ] || fail "$3 is missing at '$file': set $1 (see README.md)"
    printf '%s\n' "$file"
}

[ $# -ge 2 ] || fail "usage: BUILD [NAME=VALUE...] PROGRAM [ARGUMENT...]"
build=$(cd "$1" && pwd)
shift
: "${BOCHS:?must name the folder in which build_bochs.sh built Bochs}"
: "${KERNEL:?must name a Linux kernel, at least 5.16: a file vmlinuz}"
bochs=$(cd "$BOCHS" && pwd)
[ -x "$bochs/bochs" ] || fail "there is no Bochs in '$bochs': build it with build_bochs.sh"
kernel=$(file_of KERNEL "" "a Linux kernel")
busybox=$(file_of BUSYBOX /bin/busybox "a static BusyBox")
isolinux=$(file_of ISOLINUX /usr/lib/ISOLINUX/isolinux.bin "ISOLINUX")
ldlinux=$(file_of LDLINUX /usr/lib/syslinux/modules/bios/ldlinux.c32 "ISOLINUX's module ldlinux.c32")
cpu=${CPU:-sapphire_rapids}

work=$(mktemp -d)
printer=
trap 'rm -rf "$work"; [ -z "$printer" ] || kill "$printer"' EXIT
trap 'exit 130' INT TERM
root=$work/root
mkdir -p "$root/bin" "$root/lib" "$root/lib64" "$root/build" "$work/disc"

# The program, and the command that runs it in the emulated machine
command=
program=
for word in "$@"; do
    if [ -z "$program" ] && [ "${word#*=}" = "$word" ]; then
        program=$word
        word=/build/$word
    fi
    command="$command '$(printf '%s' "$word" | sed "s/'/'\\\\''/g")'"
done
[ -f "$build/$program" ] || fail "there is no program '$program' in '$build'"
printf 'exec env%s\n' "$command" >"$root/command"
mkdir -p "$root/build/$(dirname "$program")"
cp "$build/$program" "$root/build/$program"

# The libraries: the build's, which the program may also open by itself, and the system's that any of them needs
for library in "$build"/lib/*.so*; do
    cp -L "$library" "$root/lib/"
done
ldd "$build/$program" "$build"/lib/*.so* | sed -n 's/.*=> \(\/[^ ]*\) .*/\1/p' | sort -u | while read -r library; do
    [ -e "$root/lib/$(basename "$library")" ] || cp -L "$library" "$root/lib/"
done
cp -L /lib64/ld-linux-x86-64.so.2 "$root/lib64/"
strip --strip-unneeded "$root"/lib/*

cp "$busybox" "$root/bin/busybox"
cp "$here/init" "$root/init"
(cd "$root" && find . | "$busybox" cpio -o -H newc 2>/dev/null) >"$work/disc/initrd"
cp "$kernel" "$work/disc/vmlinuz"
cp "$isolinux" "$ldlinux" "$work/disc/"
# Bochs' processor has fast short copies (fsrm) but no fast copies (erms), with which the kernel's memmove goes astray
cat >"$work/disc/isolinux.cfg" <<END
default linux
prompt 0
serial 0 115200
label linux
    kernel vmlinuz
    append initrd=initrd console=ttyS0 quiet clearcpuid=fsrm mitigations=off
END
xorriso -as mkisofs -quiet -o "$work/disc.iso" -b isolinux.bin -c boot.cat -no-emul-boot -boot-load-size 4 \
    -boot-info-table "$work/disc"

cat >"$work/bochsrc" <<END
display_library: nogui
romimage: file=$bochs/bios/BIOS-bochs-latest
vgaromimage: file=$bochs/bios/VGABIOS-lgpl/VGABIOS-lgpl-latest.bin
cpu: model=$cpu, count=1, ips=100000000, ignore_bad_msrs=1
memory: guest=2048, host=2048
ata0-master: type=cdrom, path=$work/disc.iso, status=inserted
boot: cdrom
com1: enabled=1, mode=file, dev=$work/console
log: $work/log
panic: action=fatal
error: action=ignore
speaker: enabled=0
END
: >"$work/console"
tail -f "$work/console" &
printer=$!
(cd "$work" && timeout --foreground "${TIMEOUT:-4h}" "$bochs/bochs" -q -f bochsrc >"$work/output" 2>&1 </dev/null) || true
# The last lines are printed
sleep 1
status=$(tr -d '\r' <"$work/console" | sed -n 's/^emulated machine: exit \([0-9]*\)$/\1/p')
if [ -z "$status" ]; then
    tail -n 5 "$work/log" "$work/output" >&2
    fail "the emulated machine stopped before the program ended"
fi
exit "$status"
