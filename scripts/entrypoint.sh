#!/bin/sh
# The container's command: [MODE=batch|api|export] [options of postura, postura serve or postura export]. MODE may also come from the
# environment.
# In batch mode, without --input: what is mounted at /data/in, else the demo clip; without --output: /data/out if
# something is mounted there that can be written, else JSON Lines on standard output. The JVM's memory and the number of
# videos at once follow the container's limits. POSTURA_JAVA_OPTS adds options for the JVM.
set -eu

home=/opt/postura
state=/tmp/postura
mib=1048576

say() { echo "postura: $*" >&2; }
usage() {
  say "$* (usage: MODE=batch [--input PATH] [--output PATH] [options], or MODE=api or MODE=export [options]; --help lists them)"
  exit 2
}

mode=${MODE:-batch}
case ${1:-} in
  MODE=*)
    mode=${1#MODE=}
    shift
    ;;
esac
case $mode in
  batch) main=org.postura.pipeline.Postura ;;
  api) main=org.postura.service.Main ;;
  export) main=org.postura.pipeline.ExportCommand ;;
  *) usage "MODE must be batch, api or export, was '$mode'" ;;
esac

# The health check sees the image's environment, not this command's arguments.
port=${POSTURA_API_PORT:-8000}
for argument in "$@"; do
  case $argument in --port=?*) port=${argument#--port=} ;; esac
done
if ! { mkdir -p "$state" && echo "$port" >"$state/port" && echo "$mode" >"$state/mode"; } 2>/dev/null; then
  say "/tmp can't be written; with a read-only root add --tmpfs /tmp"
  exit 1
fi
rm -f "$state/heartbeat"

# Whether something is mounted at a directory or above it, below the root.
mounted() {
  path=$1
  while [ "$path" != / ]; do
    grep -q " $path " /proc/self/mountinfo && return 0
    path=$(dirname "$path")
  done
  return 1
}
dirname() { d=${1%/*}; echo "${d:-/}"; }

given() { # Whether an option is among the arguments, in either form.
  name=$1
  shift
  for argument in "$@"; do
    case $argument in "$name" | "$name"=*) return 0 ;; esac
  done
  return 1
}

named() { # Whether a word is an input: neither an option nor an option's value.
  value=false
  for argument in "$@"; do
    case $argument in
      --*=* | --allowEmptyInput | --dryRun | --quiet | --smoothing) value=false ;;
      --?*) value=true ;;
      true | false) value=false ;;
      *)
        [ "$value" = true ] || return 0
        value=false
        ;;
    esac
  done
  return 1
}

if [ "$mode" = batch ] && ! given --help "$@" && ! given -h "$@" && ! given --version "$@"; then
  if ! given --input "$@" && ! named "$@"; then
    if mounted /data/in; then
      set -- "$@" --input=/data/in
    else
      say "no --input and nothing mounted at /data/in: this is the demo clip"
    fi
  fi
  if ! given --output "$@"; then
    if mounted /data/out && [ -w /data/out ]; then
      set -- "$@" --output=/data/out
    else
      mounted /data/out && say "/data/out can't be written by uid $(id -u): landmarks go to standard output"
      set -- "$@" --output=-
    fi
  fi
fi

# In API mode jobs read and write what is mounted, and their state lies with the output, where it outlives the container.
if [ "$mode" = api ]; then
  if [ -z "${POSTURA_ALLOWED_ROOTS:-}" ]; then
    for directory in /data/in /data/out; do
      ! mounted "$directory" || POSTURA_ALLOWED_ROOTS=${POSTURA_ALLOWED_ROOTS:+$POSTURA_ALLOWED_ROOTS,}$directory
    done
    export POSTURA_ALLOWED_ROOTS="${POSTURA_ALLOWED_ROOTS:-}"
  fi
  if [ -z "${POSTURA_WORK_DIR:-}" ]; then
    POSTURA_WORK_DIR=$state/service
    if mounted /data/out && [ -w /data/out ]; then POSTURA_WORK_DIR=/data/out/tmp/service; fi
    export POSTURA_WORK_DIR
  fi
  [ -n "${POSTURA_API_TOKEN:-}" ] || say "no POSTURA_API_TOKEN: only this container can reach the service, unless --host=0.0.0.0 is given"
fi

# Memory of this container: the smallest limit of its control group (version 2, then 1), else the machine's.
limit=
for file in /sys/fs/cgroup/memory.max /sys/fs/cgroup/memory/memory.limit_in_bytes; do
  [ -r "$file" ] && limit=$(cat "$file") && break
done
machine=$(($(sed -n 's/^MemTotal: *\([0-9]*\) kB/\1/p' /proc/meminfo) * 1024))
limited=true
case $limit in
  '' | max | *[!0-9]*) limited=false ;;
  # Without a limit version 1 says a number beyond any memory.
  *) [ ${#limit} -gt 15 ] || [ "$limit" -ge "$machine" ] && limited=false ;;
esac
[ "$limited" = true ] || limit=$machine
memory=$((limit / mib))

# Records are small: a quarter is heap, at most 1 GiB; frames are native memory and get the rest.
heap=$((memory / 4))
[ "$heap" -gt 1024 ] && heap=1024
[ "$heap" -lt 64 ] && heap=64
# JavaCPP refuses an allocation with an error that says so, before the kernel kills the process.
physical=0
[ "$limited" = true ] && physical=$((memory * 95 / 100))m

# Each allocation arena keeps memory of its own.
export MALLOC_ARENA_MAX="${MALLOC_ARENA_MAX:-2}"

terminal=false
[ -t 2 ] && [ "${TERM:-dumb}" != dumb ] && terminal=true

# The Tier4 thresholds keep the optimising compiler from Beam's start, which would take it 2 s of CPU time.
# shellcheck disable=SC2086 # POSTURA_JAVA_OPTS is a list of options.
exec /opt/java/bin/java -XX:+UseSerialGC -Xms64m "-Xmx${heap}m" -Xmn32m -XX:-UsePerfData \
  -XX:Tier4InvocationThreshold=200000 -XX:Tier4MinInvocationThreshold=2000 -XX:Tier4CompileThreshold=1000000 \
  -XX:Tier4BackEdgeThreshold=200000 \
  -Xlog:disable -Xlog:all=warning:stderr -Djava.awt.headless=true -Djava.io.tmpdir=/tmp -Duser.home=/tmp \
  "-Dpostura.heartbeat=$state/heartbeat" "-Dpostura.terminal=$terminal" \
  "-Dorg.bytedeco.javacpp.maxPhysicalBytes=$physical" "-Dorg.bytedeco.javacpp.maxBytes=$((memory - heap))m" \
  -Dorg.bytedeco.javacpp.cachedir=/tmp/postura \
  "-Djava.library.path=$home/native" "-Donnxruntime.native.path=$home/native" \
  "-DZstdNativePath=$home/native/libzstd-jni.so" "-Dorg.xerial.snappy.lib.path=$home/native" \
  "-Dlibrary.jline.path=$home/native" "-Djna.boot.library.path=$home/native" -Djna.nounpack=true \
  ${POSTURA_JAVA_OPTS:-} "@$home/class-path" "$main" "$@"
