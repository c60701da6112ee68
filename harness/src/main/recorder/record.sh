#!/bin/sh
# Records a guest for `maplet import qemu`: the machine's memory map as it is when the firmware has
# set it up, and the order in which the firmware first touched its pages.
#
#   record.sh GUEST OUT-FOLDER [SECONDS]     GUEST: q35-seabios | virt-aarch64-uboot | virt-riscv-uboot
#
# runs the guest for SECONDS (10) and writes to OUT-FOLDER:
#   GUEST.mtree     QEMU's `info mtree -f`        GUEST.packages  name and version, one a line
#   GUEST.touches   first_touch.c's lines         GUEST.command   that ran QEMU
#   GUEST.console   what the firmware printed
# A trace is then made by, for example
#   maplet import qemu --regime ept-4 --mtree q35-seabios.mtree --touches q35-seabios.touches \
#     --title 'SeaBIOS on q35' --package 'seabios 1.16.2-1' --command "$(cat q35-seabios.command)" \
#     -o q35-seabios.jsonl
#
# Needs Debian 12 and:
#   apt-get install gcc libc6-dev qemu-system-x86 qemu-system-arm qemu-system-misc seabios \
#     u-boot-qemu opensbi ipxe-qemu
#
# To record a guest of your own, add a line to the case below.
set -eu

guest=${1:?"usage: record.sh GUEST OUT-FOLDER [SECONDS]"}
out=${2:?"usage: record.sh GUEST OUT-FOLDER [SECONDS]"}
seconds=${3:-10}
here=$(cd "$(dirname "$0")" && pwd)

case $guest in
  q35-seabios)
    packages='qemu-system-x86 seabios ipxe-qemu'
    machine='qemu-system-x86_64 -M q35 -cpu qemu64 -m 1G -smp 1 -nic user,restrict=on' ;;
  virt-aarch64-uboot)
    packages='qemu-system-arm u-boot-qemu'
    machine='qemu-system-aarch64 -M virt -cpu cortex-a57 -m 1G -smp 1 -nic user,restrict=on
      -bios /usr/lib/u-boot/qemu_arm64/u-boot.bin' ;;
  virt-riscv-uboot)
    packages='qemu-system-misc opensbi u-boot-qemu'
    machine='qemu-system-riscv64 -M virt -cpu rv64 -m 1G -smp 1 -nic none
      -bios /usr/lib/riscv64-linux-gnu/opensbi/generic/fw_jump.elf
      -kernel /usr/lib/u-boot/qemu-riscv64_smode/uboot.elf' ;;
  *)
    echo "record.sh: guest '$guest' is unknown;" \
      'fix: use q35-seabios, virt-aarch64-uboot or virt-riscv-uboot' >&2
    exit 2 ;;
esac
# One tool a word; a missing one is the environment's fault.
for tool in gcc ${machine%% *}; do
  command -v "$tool" > /dev/null || {
    echo "record.sh: $tool is not installed; fix: apt-get install gcc libc6-dev $packages" >&2
    exit 3
  }
done

mkdir -p "$out"
plugin=$(mktemp -d)
trap 'rm -r "$plugin"' EXIT
gcc -O2 -Wall -Wextra -Werror -shared -fPIC -o "$plugin/first_touch.so" "$here/first_touch.c"

# No disk; the network, where there is a card, leads nowhere. The firmware ends up waiting for input.
# shellcheck disable=SC2086 -- the machine is a list of words
{ sleep "$seconds"; echo 'info mtree -f'; sleep 2; echo quit; } |
  $machine -display none -no-reboot -monitor stdio -serial "file:$out/$guest.console" \
    -plugin "$plugin/first_touch.so" -d plugin -D "$out/$guest.touches" > "$out/$guest.mtree.raw"
# The monitor echoes its prompt around the answer.
tr -d '\r' < "$out/$guest.mtree.raw" | sed -n '/^FlatView/,$p' | grep -v '^(qemu)' > "$out/$guest.mtree"
rm "$out/$guest.mtree.raw"
# shellcheck disable=SC2086
dpkg-query -W -f '${Package} ${Version}\n' $packages > "$out/$guest.packages"
echo $machine -display none -no-reboot -monitor stdio -plugin first_touch.so -d plugin > "$out/$guest.command"
echo "$guest: $(wc -l < "$out/$guest.touches") first touches in $seconds s of boot"
