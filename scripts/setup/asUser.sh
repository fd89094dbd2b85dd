#!/bin/sh
# Runs a command as the ordinary user of this set-up.
#
#   asUser.sh [--die-with-parent] COMMAND [ARGUMENT...]
#
# Started by an ordinary user it is that user, and nothing changes. Started by root it is the user "tefuda", because
# Electron's sandbox does not work for root, and because window and command line must share files and keychain. Every
# step is an exec: the command keeps this process's id, its input and output and all its open descriptors.
#
# The folders that the command needs may lie where that user cannot enter, such as /root. Then the command gets a view of
# its own (a mount namespace) in which the closed folder is covered by an empty one that holds only what is needed, at the
# same paths: no path has to be translated, and nothing else of the closed folder can be seen.
set -eu

refuse() {
  echo "tefuda: $1" >&2
  exit 3
}

die_with_parent=
if [ "${1-}" = --die-with-parent ]; then
  die_with_parent=--pdeathsig=KILL
  shift
fi

if [ "$(id -u)" != 0 ]; then
  [ -z "$die_with_parent" ] && exec "$@"
  exec setpriv "$die_with_parent" "$@"
fi

# --- second half, inside the view of its own: hold what is needed, cover what is closed, put the needed back ---------
if [ "${1-}" = --inside ]; then
  shift
  holding=$(mktemp -d /run/tefuda-view.XXXXXX)
  mount -t tmpfs -o mode=755 tefuda-view "$holding"
  for number in 1 2 3 4; do
    eval "folder=\$TEFUDA_VIEW_$number closed=\$TEFUDA_CLOSED_$number"
    [ -z "$closed" ] || { mkdir "$holding/$number" && mount --bind "$folder" "$holding/$number"; }
  done
  covered="|"
  for number in 1 2 3 4; do
    eval "closed=\$TEFUDA_CLOSED_$number"
    case "$covered|" in
      *"|$closed|"*) ;;
      *) mount -t tmpfs -o mode=755 tefuda-view "$closed" ;;
    esac
    covered="$covered|$closed"
  done
  for number in 1 2 3 4; do
    eval "folder=\$TEFUDA_VIEW_$number closed=\$TEFUDA_CLOSED_$number"
    [ -z "$closed" ] || { mkdir -p "$folder" && mount --bind "$holding/$number" "$folder"; }
    unset "TEFUDA_VIEW_$number" "TEFUDA_CLOSED_$number"
  done
  umount -R "$holding"
  rmdir "$holding"
  cd "$PWD" 2>/dev/null || cd /
  exec "$@"
fi

# --- who ---------------------------------------------------------------------------------------------------------------
checkout=$(cd "$(dirname "$0")/../.." && pwd -P)
entry=$(getent passwd tefuda) || refuse 'the user "tefuda" does not exist yet: run npm start once'
IFS=: read -r name _ uid gid _ home _ <<ENTRY
$entry
ENTRY
as_user="setpriv --reuid=$uid --regid=$gid --init-groups"

# --- folders that root names ------------------------------------------------------------------------------------------
# $1 variable, $2 its value: a new or empty folder becomes that user's, somebody else's is refused.
own_folder() {
  case $2 in /*) folder=$2 ;; *) folder=$PWD/$2 ;; esac
  if [ ! -e "$folder" ]; then
    mkdir -p "$(dirname "$folder")"
    # Another start may be making it at this moment.
    mkdir -m 700 "$folder" 2>/dev/null || [ -d "$folder" ] || refuse "$1 ($folder) cannot be made"
  fi
  if [ ! -d "$folder" ]; then
    refuse "$1 ($folder) is not a folder"
  elif [ "$(stat -c %u "$folder")" != "$uid" ]; then
    [ -z "$(ls -A "$folder")" ] ||
      refuse "$1 ($folder) belongs to $(stat -c %U "$folder"), but started by root the wallet runs as $name: name a folder of that user, an empty one or a new one"
    chown "$uid:$gid" "$folder"
    chmod 700 "$folder"
  fi
  folder=$(cd "$folder" && pwd -P)
}
if [ -n "${TEFUDA_HOME-}" ]; then
  own_folder TEFUDA_HOME "$TEFUDA_HOME"
  export TEFUDA_HOME="$folder"
fi
if [ -n "${TEFUDA_PRACTICE-}" ]; then
  own_folder TEFUDA_PRACTICE "$TEFUDA_PRACTICE"
  export TEFUDA_PRACTICE="$folder"
fi

# --- root's own surroundings are not that user's ---------------------------------------------------------------------
export HOME="$home" USER="$name" LOGNAME="$name"
foreign() {
  [ -e "$1" ] && [ "$(stat -c %u "$1")" != "$uid" ]
}
for variable in XDG_RUNTIME_DIR XDG_CONFIG_HOME XDG_DATA_HOME XDG_CACHE_HOME XDG_STATE_HOME TMPDIR; do
  eval "folder=\${$variable-}"
  [ -z "$folder" ] || $as_user test -w "$folder" || unset "$variable"
done
case ${DBUS_SESSION_BUS_ADDRESS-} in
  unix:path=*)
    socket=${DBUS_SESSION_BUS_ADDRESS#unix:path=}
    ! foreign "${socket%%[,;]*}" || unset DBUS_SESSION_BUS_ADDRESS
    ;;
esac

# --- what that user must be able to reach --------------------------------------------------------------------------------
# The topmost folder above $1 that the user cannot enter, if any.
closed_above() {
  path=
  rest=$1/
  while [ -n "$rest" ]; do
    path=$path/${rest%%/*}
    rest=${rest#*/}
    path=${path#//}
    case $path in /*) ;; *) path=/$path ;; esac
    $as_user test -x "$path" || {
      echo "$path"
      return
    }
  done
}
export TEFUDA_VIEW_1="$checkout" TEFUDA_VIEW_2="${TEFUDA_HOME-/}" TEFUDA_VIEW_3="${TEFUDA_PRACTICE-/}"
export TEFUDA_VIEW_4="${TEFUDA_DEVELOPMENT_CACHE-/}"
view=
for number in 1 2 3 4; do
  eval "folder=\$TEFUDA_VIEW_$number"
  closed=
  if ! $as_user test -x "$folder/."; then
    closed=$(closed_above "$folder")
    [ "$closed" != "$folder" ] || refuse "$folder is closed to the user $name: chmod go+rx $folder"
    view=needed
  fi
  export "TEFUDA_CLOSED_$number=$closed"
done

if [ -z "$view" ]; then
  unset TEFUDA_VIEW_1 TEFUDA_VIEW_2 TEFUDA_VIEW_3 TEFUDA_VIEW_4
  unset TEFUDA_CLOSED_1 TEFUDA_CLOSED_2 TEFUDA_CLOSED_3 TEFUDA_CLOSED_4
  $as_user test -x . || cd /
  exec $as_user $die_with_parent -- "$@"
fi
exec unshare --mount -- /bin/sh "$0" --inside $as_user $die_with_parent -- "$@"
