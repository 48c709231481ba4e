#!/bin/sh
# Run while the image is built, on Debian.
#   os-packages.sh root LIST ROOT    makes a root file system of the `image` packages in LIST, and no others
#   os-packages.sh tools LIST        installs its `build` packages
# A version that is no longer to be had is replaced by the one there is, and reported; PACKAGES=strict makes that an error.
set -eu
task=$1
list=$2
arch=x86_64-linux-gnu

wanted() { grep "^$1 " "$list" | while read -r _ name version _; do echo "$name=$version"; done; }

# Those of the named versions that can be had, and for the others the name alone.
available() {
  for package in $(wanted "$1"); do
    if apt-get install -y --print-uris --no-install-recommends "$package" >/dev/null 2>&1; then
      echo "$package"
    else
      echo "${package%%=*}"
    fi
  done
}

report() { # name wanted got
  [ "$2" = "$3" ] && return 0
  echo "PACKAGE DIFFERS from docker/packages.txt: $1 $3 instead of $2" >&2
  [ "${PACKAGES:-report}" != strict ]
}

apt-get update -q

if [ "$task" = tools ]; then
  # shellcheck disable=SC2046 # one word a package
  DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends $(available build)
  grep '^build ' "$list" | while read -r _ name version _; do
    # shellcheck disable=SC2016 # dpkg's own variable
    report "$name" "$version" "$(dpkg-query -W -f '${Version}' "$name")"
  done
  exit
fi

root=$3
mkdir -p /debs /stage
cd /debs
# shellcheck disable=SC2046
apt-get download $(available image)
mkdir -p "$root/usr/bin" "$root/usr/sbin" "$root/usr/lib/$arch" "$root/usr/lib64" "$root/etc" "$root/licenses/common" "$root/sbom" "$root/var/lib/dpkg/status.d"
for link in bin sbin lib lib64; do ln -s "usr/$link" "$root/$link"; done
for directory in data proc sys dev run; do mkdir -p "$root/$directory"; done
mkdir -m 1777 "$root/tmp"
mkdir -p "$root/data/in" "$root/data/out"

separator=''
{
  printf '{"bomFormat":"CycloneDX","specVersion":"1.5","version":1,"components":['
  for deb in *.deb; do
    name=$(dpkg-deb -f "$deb" Package)
    version=$(dpkg-deb -f "$deb" Version)
    report "$name" "$(wanted image | sed -n "s/^$name=//p")" "$version"
    dpkg-deb -x "$deb" /stage
    dpkg-deb -f "$deb" >"$root/var/lib/dpkg/status.d/$name"
    mkdir -p "$root/licenses/debian/$name"
    cp -L "/stage/usr/share/doc/$name/copyright" "$root/licenses/debian/$name/" 2>/dev/null ||
      cp -L "/stage/usr/share/doc/gcc-12-base/copyright" "$root/licenses/debian/$name/" 2>/dev/null ||
      echo "https://metadata.ftp-master.debian.org/changelogs/ has the copyright file of $name $version" >"$root/licenses/debian/$name/copyright"
    printf '%s{"type":"library","name":"%s","version":"%s","purl":"pkg:deb/debian/%s@%s?arch=amd64&distro=bookworm"}' \
      "$separator" "$name" "$version" "$name" "$(echo "$version" | sed 's/+/%2B/g;s/:/%3A/g')"
    separator=,
    echo "$name $version" >>/packages
  done
  printf ']}\n'
} >"$root/sbom/debian.cdx.json"
sort /packages >"$root/sbom/debian.txt"

# Of each package what is run or linked: libraries, busybox, tini. No manuals, locales, converters, package scripts.
find /stage/lib /stage/usr/lib -maxdepth 2 -path "*/$arch/*" -name '*.so*' -exec cp -P {} "$root/usr/lib/$arch/" \;
ln -s "../lib/$arch/ld-linux-x86-64.so.2" "$root/usr/lib64/ld-linux-x86-64.so.2"
cp /stage/usr/bin/tini "$root/usr/bin/tini"
cp /stage/bin/busybox "$root/usr/bin/busybox"
for tool in sh cat date env grep head id kill ls mkdir mv ps rm sed sha256sum sleep stat tail top touch tr wc wget; do
  ln -s busybox "$root/usr/bin/$tool"
done
cp -L /stage/usr/lib/os-release "$root/usr/lib/os-release"
ln -s ../usr/lib/os-release "$root/etc/os-release"
cp -RP /stage/usr/share/common-licenses/. "$root/licenses/common/"

# Any uid may run the image; this one has a name.
echo 'root:x:0:0:root:/:/sbin/nologin
postura:x:10001:10001:postura:/tmp:/sbin/nologin' >"$root/etc/passwd"
echo 'root:x:0:
postura:x:10001:' >"$root/etc/group"
echo 'hosts: files dns' >"$root/etc/nsswitch.conf"
rm -rf /debs /stage /packages
