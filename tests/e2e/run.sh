#!/usr/bin/env bash
# Boots a real systemd with podman and docker in a guest, installs configurations there, and looks at what happens.
# The last line says how many checks passed, failed and were skipped. Where this machine cannot do it, it says why, and all of it is
# skipped; NIXOCI_E2E=required makes that a failure. See setup.sh for further variables.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
top=$(cd "$here/../.." && pwd)
cache=${NIXOCI_E2E_CACHE:-/var/tmp/nixoci-e2e}
suite=${NIXOCI_E2E_SUITE:-trixie}
checks=$(grep -cE '^  +check(_now)? ' "$here/guest.sh")

skip() {
  echo "end to end: not possible here: $1"
  if [ "${NIXOCI_E2E:-}" = required ]; then
    echo "end to end: 0 passed, 1 failed, 0 skipped"
    exit 1
  fi
  echo "end to end: 0 passed, 0 failed, $checks skipped"
  exit 0
}

[ "$(uname -s)" = Linux ] || skip "this is not Linux"
[ "$(id -u)" = 0 ] || skip "it needs root"
unshare --mount --pid --fork --net true 2>/dev/null || skip "the kernel gives no namespaces"
command -v apt-get >/dev/null || skip "it needs Debian's packages, and there is no apt"
command -v dotnet >/dev/null || skip "there is no dotnet"
"$here/setup.sh" || skip "Debian's packages cannot be installed"

program=${NIXOCI:-}
if [ -z "$program" ]; then
  dotnet build "$top/src/NixOci.Cli" -c Release -v q --nologo >&2
  program=$top/artifacts/bin/NixOci.Cli/release/nixoci.dll
fi

started=$SECONDS
work=$(mktemp -d "$cache/run.XXXXXX")
mkdir -p "$work"/{up,work,root,containers,docker,containerd,e2e}
guest_pid='' init_pid='' group=nixoci-$(basename "$work")
cleanup() {
  set +e
  trap - EXIT INT TERM
  if [ -n "$init_pid" ] && [ -d "/proc/$init_pid" ]; then
    nsenter -t "$init_pid" -a systemctl poweroff 2>/dev/null
    for _ in $(seq 150); do [ -d "/proc/$guest_pid" ] || break; sleep 0.1; done
  fi
  [ -n "$guest_pid" ] && kill -9 "$guest_pid" 2>/dev/null
  wait 2>/dev/null
  for tree in /sys/fs/cgroup/unified /sys/fs/cgroup; do
    [ -d "$tree/$group" ] && find "$tree/$group" -depth -type d -exec rmdir {} \;
  done
  rm -rf "$work"
}
trap cleanup EXIT
trap 'exit 130' INT TERM

# The program, its runtime, the configurations, and an image made of busybox alone.
cp -rL "$(dirname "$program")" "$work/e2e/nixoci"
mkdir -p "$work/e2e/dotnet" "$work/image/bin"
runtime=$(dotnet --list-runtimes | sed -n 's/^Microsoft\.NETCore\.App 10\..* \[\(.*\)\/shared\/Microsoft\.NETCore\.App\]$/\1/p' | tail -1)
mkdir -p "$work/e2e/dotnet/shared"
cp -rL "$runtime/dotnet" "$runtime/host" "$work/e2e/dotnet/"
cp -rL "$runtime/shared/Microsoft.NETCore.App" "$work/e2e/dotnet/shared/"
cp -r "$here/configurations" "$here/guest.sh" "$work/e2e/"
cp "$(command -v busybox)" "$work/image/bin/busybox"
for applet in sh echo sleep cat date ls true; do ln -s busybox "$work/image/bin/$applet"; done
tar -C "$work/image" -cf "$work/e2e/image.tar" .

# The script in quotes gets its values as arguments.
# shellcheck disable=SC2016
# A mount namespace of its own: one hierarchy of control groups, an overlay over the kept guest.
unshare --mount --propagation private bash -euc '
  work=$1 guest=$2 group=$3
  if [ "$(stat -fc %T /sys/fs/cgroup)" != cgroup2fs ]; then
    umount -R /sys/fs/cgroup
    mount -t cgroup2 none /sys/fs/cgroup
  fi
  mkdir -p "/sys/fs/cgroup/$group"
  echo $$ >"/sys/fs/cgroup/$group/cgroup.procs"
  mkdir -p /run/systemd
  mount -t tmpfs -o mode=755 none /run/systemd
  mount -t overlay -o "lowerdir=$guest,upperdir=$work/up,workdir=$work/work" overlay "$work/root"
  for part in containers docker containerd; do
    mkdir -p "$work/root/var/lib/$part"
    mount --bind "$work/$part" "$work/root/var/lib/$part"
  done
  mkdir -p "$work/root/e2e"
  mount --bind "$work/e2e" "$work/root/e2e"
  exec systemd-nspawn -q -b -D "$work/root" -M nixoci-e2e --register=no --keep-unit --private-network --capability=all \
    --system-call-filter="@keyring bpf" --resolv-conf=off --timezone=off --link-journal=no --console=pipe </dev/null
' _ "$work" "$cache/rootfs-$suite" "$group" >"$work/console.log" 2>&1 &
guest_pid=$!

state=''
for _ in $(seq 300); do
  [ -d "/proc/$guest_pid" ] || { cat "$work/console.log"; cleanup; skip "the guest does not boot"; }
  init_pid=$(pgrep -P "$guest_pid" | head -1 || true)
  if [ -n "$init_pid" ]; then
    state=$(timeout 60 nsenter -t "$init_pid" -a systemctl is-system-running --wait 2>/dev/null || true)
    case $state in running | degraded) break ;; esac
  fi
  sleep 0.1
done
echo "# guest: ${state:-not booted}, after $((SECONDS - started)) s"
[ -n "$state" ] || { cleanup; skip "the guest does not boot"; }

result=0
timeout 480 nsenter -t "$init_pid" -a systemd-run -q --wait --pipe --collect bash /e2e/guest.sh >"$work/result" 2>&1 || result=$?
cat "$work/result"
if [ "$result" -eq 77 ]; then
  cleanup
  skip "podman does not work in a guest of this machine"
fi
passed=$(grep -c '^ok   - ' "$work/result" || true)
failed=$(grep -c '^FAIL - ' "$work/result" || true)
if [ "$result" -ne 0 ] && [ "$failed" -eq 0 ]; then failed=1; fi
echo "# done after $((SECONDS - started)) s"
echo "end to end: $passed passed, $failed failed, 0 skipped"
[ "$failed" -eq 0 ]
