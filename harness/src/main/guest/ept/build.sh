#!/bin/sh
# Builds the guest of `maplet attest --arch ept`: a ROM of 64 KiB that Bochs starts.
#
#   build.sh OUT-FILE
#
# Needs gcc and binutils (Debian: apt-get install gcc libc6-dev). The same compiler makes the same
# bytes, wherever it runs.
set -eu

out=${1:?"usage: build.sh OUT-FILE"}
here=$(cd "$(dirname "$0")" && pwd)
for tool in gcc objcopy; do
  command -v "$tool" > /dev/null || {
    echo "build.sh: $tool is not installed; fix: apt-get install gcc libc6-dev" >&2
    exit 3
  }
done
work=$(mktemp -d)
trap 'rm -r "$work"' EXIT
gcc -m64 -O2 -std=gnu11 -Wall -Wextra -Werror -ffreestanding -nostdlib -static \
  -fno-pic -no-pie -mno-red-zone -mgeneral-regs-only -fno-stack-protector \
  -fno-asynchronous-unwind-tables -fcf-protection=none -fno-strict-aliasing \
  -Wl,-T,"$here/link.ld",--build-id=none,--no-warn-rwx-segments,-z,max-page-size=4096 \
  -o "$work/guest.elf" \
  "$here"/boot.S "$here"/enter_guest.S "$here"/machine.c "$here"/guest.c "$here"/probes.c
objcopy -O binary -j .program -j .boot -j .reset --pad-to 0x100000000 \
  "$work/guest.elf" "$work/guest.rom"
mv "$work/guest.rom" "$out"
