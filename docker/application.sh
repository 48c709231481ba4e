#!/bin/bash
# Run while the image is built: puts postura's own jars, licences and class path below APP; the libraries lie in LIB.
#   application.sh LIB APP
set -euo pipefail
lib=$1
app=$2
home=$app/opt/postura

mkdir -p "$home/lib" "$app/licenses/postura"
cp pipeline/target/lib/transforms-*.jar pipeline/target/lib/pipeline-*.jar "$home/lib/"
cp LICENSE "$app/licenses/postura/"
cp docker/licenses.txt "$app/licenses/README.txt"
find transforms/src/main/resources -name NOTICE | while read -r notice; do
  cp "$notice" "$app/licenses/postura/NOTICE.$(basename "$(dirname "$notice")")"
done

# In the order of the names: a wildcard would take the order of the directory. Native libraries lie in the directory
# before them.
{
  echo -cp
  { ls "$lib" "$home/lib"; } | grep '\.jar$' | LC_ALL=C sort | sed 's|^|/opt/postura/lib/|' | tr '\n' ':' | sed 's|^|/opt/postura/native:|; s|:$|\n|'
} >"$home/class-path"
chmod -R go=u-w,u+w "$app"
