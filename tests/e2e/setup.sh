#!/usr/bin/env bash
# Gets what the end-to-end test needs from Debian's packages: tools for this machine, and a guest with systemd, podman and docker.
# Usage: setup.sh [tools|guest]   Needs root and apt. What is there already is left as it is.
#   NIXOCI_E2E_CACHE   where the guest is kept; /var/tmp/nixoci-e2e unless it is set
#   NIXOCI_E2E_SUITE   Debian's release; trixie unless it is set
set -euo pipefail
cache=${NIXOCI_E2E_CACHE:-/var/tmp/nixoci-e2e}
suite=${NIXOCI_E2E_SUITE:-trixie}
guest=$cache/rootfs-$suite

install_tools() {
  local missing=() pair
  for pair in mmdebstrap:mmdebstrap systemd-nspawn:systemd-container systemd-analyze:systemd shellcheck:shellcheck busybox:busybox-static \
    zsh:zsh fish:fish groff:groff-base; do
    command -v "${pair%%:*}" >/dev/null || missing+=("${pair#*:}")
  done
  [ ${#missing[@]} -gt 0 ] || return 0
  apt-get update -qq
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
}

make_guest() {
  # A guest that another version of this script made is made anew.
  local version
  version=$(sha256sum <"${BASH_SOURCE[0]}")
  [ "$(cat "$guest/.complete" 2>/dev/null)" != "$version" ] || return 0
  local packages=systemd,systemd-sysv,dbus,kmod,podman,runc,crun,netavark,aardvark-dns,catatonit,busybox-static,iproute2,procps,jq,nftables,iptables,docker.io
  [ "$suite" = bookworm ] || packages+=,docker-cli
  # The archives are this machine's own, as apt knows them; only the suite is replaced.
  local archives main='' security='' archive sources
  mapfile -t archives < <(
    sed -n 's/^URIs: *//p' /etc/apt/sources.list.d/*.sources 2>/dev/null
    sed -n 's/^deb [^h]*\(h[^ ]*\) .*/\1/p' /etc/apt/sources.list 2>/dev/null)
  for archive in "${archives[@]}"; do
    case $archive in
      *security*) security=${security:-$archive} ;;
      *debian*) main=${main:-$archive} ;;
    esac
  done
  sources=("deb $main $suite main" "deb $main $suite-updates main")
  [ -z "$security" ] || sources+=("deb $security $suite-security main")
  rm -rf "$guest"
  mkdir -p "$cache"
  mmdebstrap --variant=minbase --include="$packages" \
    --aptopt='APT::Install-Recommends "false"' --aptopt='Acquire::Languages "none"' \
    --dpkgopt='path-exclude=/usr/share/doc/*' --dpkgopt='path-exclude=/usr/share/man/*' --dpkgopt='path-exclude=/usr/share/locale/*' \
    "$suite" "$guest" "${sources[@]}" >"$cache/guest.log" 2>&1 || { tail -20 "$cache/guest.log" >&2; return 1; }

  # Nothing of the guest may wait for hardware, or for a network that it does not have.
  local unit
  for unit in systemd-modules-load.service podman-auto-update.service podman-auto-update.timer podman-restart.service \
    apt-daily.timer apt-daily-upgrade.timer dpkg-db-backup.timer e2scrub_all.timer e2scrub_reap.service fstrim.timer; do
    ln -sfn /dev/null "$guest/etc/systemd/system/$unit"
  done
  echo nixoci-guest >"$guest/etc/hostname"
  : >"$guest/etc/machine-id"
  rm -f "$guest/etc/resolv.conf"
  : >"$guest/etc/resolv.conf"
  mkdir -p "$guest/e2e" "$guest/etc/containers"

  # A guest may have no control over memory and processors: containers are run without such limits.
  cat >"$guest/usr/local/bin/runc-without-limits" <<'WRAPPER'
#!/bin/bash
bundle=. previous=
for argument in "$@"; do
  case $previous in -b | --bundle) bundle=$argument ;; esac
  case $argument in --bundle=*) bundle=${argument#*=} ;; esac
  previous=$argument
done
case " $* " in
  *" create "* | *" run "*)
    jq -c 'del(.linux.resources.memory, .linux.resources.cpu, .linux.resources.pids, .linux.resources.blockIO, .linux.resources.hugepageLimits)' \
      "$bundle/config.json" >"$bundle/config.json.new" && cat "$bundle/config.json.new" >"$bundle/config.json" && rm -f "$bundle/config.json.new"
    ;;
esac
exec runc "$@"
WRAPPER
  chmod 755 "$guest/usr/local/bin/runc-without-limits"
  printf '%s\n' '[containers]' 'pids_limit=0' '[engine]' 'runtime="runc"' '[engine.runtimes]' \
    'runc=["/usr/local/bin/runc-without-limits"]' >"$guest/etc/containers/containers.conf"
  echo "$version" >"$guest/.complete"
}

case ${1:-all} in
  tools) install_tools ;;
  guest) make_guest ;;
  all)
    install_tools
    make_guest
    ;;
  *)
    echo "usage: setup.sh [tools|guest]" >&2
    exit 2
    ;;
esac
