#!/bin/bash
# Runs in the guest: installs one configuration after the other, and checks what systemd and podman make of it.
# Each line of a check begins with "ok" or "FAIL"; the exit code is 0 where all passed.
# The functions below are called by name, through "check".
# shellcheck disable=SC2317
set -u
export DOTNET_ROOT=/e2e/dotnet DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_SYSTEM_GLOBALIZATION_INVARIANT=1 HOME=/root
failures=0
nixoci() { /e2e/dotnet/dotnet /e2e/nixoci/nixoci.dll "$@"; }

# check WHAT COMMAND...: the command succeeds, perhaps only after a while.
check() {
  local what=$1 i
  shift
  for ((i = 0; i < 60; i++)); do
    if "$@" >/tmp/check.log 2>&1; then
      echo "ok   - $what"
      return
    fi
    sleep 0.2
  done
  echo "FAIL - $what"
  sed 's/^/       /' /tmp/check.log
  failures=$((failures + 1))
}

# check_now WHAT COMMAND...: the command succeeds at once.
check_now() {
  if "${@:2}" >/tmp/check.log 2>&1; then
    echo "ok   - $1"
  else
    echo "FAIL - $1"
    sed 's/^/       /' /tmp/check.log
    failures=$((failures + 1))
  fi
}

is_active() { [ "$(systemctl is-active "$1")" = active ]; }
is_gone() { ! systemctl cat "$1"; }
journal_has() { journalctl --sync; journalctl -u "$1" -o cat --no-pager | grep -qE -- "$2"; }
runs() { [ "$(podman inspect -f '{{.State.Running}}' "$1")" = true ]; }
is_removed() { ! podman container exists "$1"; }
since() { systemctl show -p ActiveEnterTimestampMonotonic --value "$1"; }
is_other() { [ "$1" != "$2" ]; }
says() { grep -qF -- "$1" /tmp/install.log; }
fails() { ! "$@"; }
install() { nixoci install "$@" >/tmp/install.log 2>&1; local code=$?; sed 's/^/     | /' /tmp/install.log; return "$code"; }
has_new_container() { local id; id=$(podman inspect -f '{{.Id}}' "$1") && [ "$id" != "$2" ] && runs "$1"; }

main() {
  local id before_web before_api
  podman import -q /e2e/image.tar localhost/busybox:latest >/dev/null
  if ! podman run --rm --pull=never --network=none localhost/busybox:latest /bin/true; then
    echo "podman runs no container in the guest"
    exit 77
  fi
  mkdir -p /srv/web

  echo "# what stands in the way is told before anything is changed"
  check_now "a missing secret is told" fails install /e2e/configurations/first.nix
  check_now "by its path" says "/etc/web.env"
  check "and nothing was installed" is_gone podman-web.service
  echo "SECRET=from the file" >/etc/web.env

  echo "# first installation"
  check_now "install" install /e2e/configurations/first.nix
  [ "$failures" -eq 0 ] || return
  check "web is active" is_active podman-web.service
  check "its container runs" runs web
  check "its journal has the container's output" journal_has podman-web.service "hello of web: It's 100% \\\$HOME; from the file"
  check "api is active" is_active podman-api.service
  check "a generated file is mounted" journal_has podman-api.service 'generated: made by nix'
  check "the timer is active" is_active tick.timer
  check "systemd finds nothing wrong" systemd-analyze verify --man=no podman-web.service podman-api.service tick.timer

  echo "# a container that dies comes back"
  id=$(podman inspect -f '{{.Id}}' web)
  podman kill web >/dev/null
  check "with a new container" has_new_container web "$id"
  check "and active" is_active podman-web.service

  echo "# the same once more changes nothing"
  before_web=$(since podman-web.service) before_api=$(since podman-api.service)
  check_now "install" install /e2e/configurations/first.nix
  check_now "no unit had to be told anything" says "no unit had to be stopped, started or restarted"
  check_now "web was left alone" [ "$(since podman-web.service)" = "$before_web" ]

  echo "# only what changed is restarted"
  check_now "the change is previewed" install --dry-run /e2e/configurations/second.nix
  check_now "and named" says "would restart: podman-api.service"
  check_now "install" install /e2e/configurations/second.nix
  check_now "api was restarted" is_other "$(since podman-api.service)" "$before_api"
  check "with its new script" journal_has podman-api.service 'second edition'
  check_now "web was left alone" [ "$(since podman-web.service)" = "$before_web" ]
  check "the removed unit is gone" is_gone podman-old.service
  check "and its container" is_removed old
  check "the new unit is active" is_active podman-fresh.service

  echo "# back"
  check_now "rollback" nixoci rollback
  check "the removed unit is active again" is_active podman-old.service
  check "the new one is gone" is_gone podman-fresh.service
  check_now "web was left alone" [ "$(since podman-web.service)" = "$before_web" ]
  check_now "generations are listed" sh -c 'DOTNET_ROOT=/e2e/dotnet /e2e/dotnet/dotnet /e2e/nixoci/nixoci.dll generations | grep -q "^\* *1 "'

  echo "# an interrupted installation is completed"
  before_api=$(since podman-api.service)
  systemd-run -q --unit=cut -p KillMode=mixed -p Environment=DOTNET_ROOT=/e2e/dotnet /e2e/dotnet/dotnet /e2e/nixoci/nixoci.dll install /e2e/configurations/second.nix
  sleep "${NIXOCI_E2E_CUT:-1.2}"
  systemctl kill -s KILL cut.service 2>/dev/null
  check_now "install" install /e2e/configurations/second.nix
  check "api runs its new script" journal_has podman-api.service 'second edition'
  check "the new unit is active" is_active podman-fresh.service
  check "the removed unit is gone" is_gone podman-old.service

  echo "# a clash is refused"
  printf '[Service]\nExecStart=/bin/true\n' >/etc/systemd/system/podman-old.service
  check_now "install is refused" fails install /e2e/configurations/first.nix
  check_now "for the file that is in the way" says "/etc/systemd/system/podman-old.service"
  check_now "which is left as it is" grep -q /bin/true /etc/systemd/system/podman-old.service
  rm /etc/systemd/system/podman-old.service

  echo "# away"
  check_now "uninstall" nixoci uninstall
  check "web is gone" is_gone podman-web.service
  check "and its container" is_removed web
  check_now "no file is left" sh -c '! find /etc/systemd/system /usr/local/lib -lname "*nixoci*" | grep . && ! [ -e /usr/local/lib/nixoci ]'
}

main
if [ "$failures" -gt 0 ]; then
  echo "# the end of the units' journal"
  journalctl -u 'podman-*' -u 'cut*' -o short-monotonic --no-pager -n 60
fi
exit $((failures > 0))
