#!/bin/sh
# The container's health, by the mode and the port that the entrypoint has recorded. API: /healthz answers. Batch: the
# process is alive and its heartbeat, which follows the frames done, is not old. POSTURA_HEALTH_SECONDS is how old it may
# be while frames are being done (longer than --frameTimeout, after which a frame is given up); planning and closing may
# take longer.
set -eu

state=/tmp/postura
limit=${POSTURA_HEALTH_SECONDS:-90}
between=$((limit * 20))

mode=$(cat "$state/mode" 2>/dev/null) || { echo "not started yet"; exit 1; }

if [ "$mode" = api ]; then
  exec wget -q -T 4 -O /dev/null "http://127.0.0.1:$(cat "$state/port")/healthz"
fi

pid=
for directory in /proc/[0-9]*; do
  case $(tr '\0' ' ' <"$directory/cmdline" 2>/dev/null) in /opt/java/bin/java\ *) pid=${directory#/proc/} ;; esac
done
[ -n "$pid" ] || { echo "the process is gone"; exit 1; }
[ -e "$state/heartbeat" ] || { echo "starting"; exit 0; }

age=$(($(date +%s) - $(stat -c %Y "$state/heartbeat")))
text=$(cat "$state/heartbeat")
case $text in working*) ;; *) limit=$between ;; esac
echo "$text, $age s ago"
[ "$age" -le "$limit" ]
