#!/bin/sh
# Builds the guest of `maplet attest` for QEMU.
#
#   build.sh aarch64|riscv OUT-FILE
#
# Needs a cross compiler (Debian: apt-get install gcc-aarch64-linux-gnu gcc-riscv64-linux-gnu). The
# same compiler makes the same bytes, wherever it runs.
set -eu

architecture=${1:?"usage: build.sh aarch64|riscv OUT-FILE"}
out=${2:?"usage: build.sh aarch64|riscv OUT-FILE"}
cd "$(dirname "$0")"
case $architecture in
  aarch64)
    compiler=aarch64-linux-gnu-gcc
    options="-march=armv8-a -mgeneral-regs-only -mstrict-align"
    ;;
  riscv)
    compiler=riscv64-linux-gnu-gcc
    options="-march=rv64ima_zicsr -mabi=lp64 -mcmodel=medany"
    ;;
  *)
    echo "build.sh: $architecture must be aarch64 or riscv" >&2
    exit 2
    ;;
esac
# shellcheck disable=SC2086 # options are words
"$compiler" $options -O2 -std=gnu11 -Wall -Wextra -Werror -ffreestanding -fno-pic \
  -fno-stack-protector -fno-asynchronous-unwind-tables -fno-tree-loop-distribute-patterns \
  -nostdlib -static -Wl,-T,"$architecture/link.ld" -Wl,--build-id=none \
  -Wl,--no-warn-rwx-segments -o "$out" "$architecture/start.S" "$architecture/guest.c" \
  server/server.c
