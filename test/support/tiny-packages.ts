import type { DisposableRoot } from "./disposable-root.ts";

/**
 * Gives a disposable root one source of packages, a folder: `tiny` in two versions, which needs
 * `tiny-data`; `broken`, whose script fails; `slow`, whose script takes four seconds. The source is
 * not signed.
 */
export function offerTinyPackages(root: DisposableRoot): void {
  root.do(`
    mkdir -p /srv/packages && cd /srv/packages
    make() {
      mkdir -p "$1/DEBIAN" "$1/usr/share/tiny"
      printf 'Package: %s\\nVersion: %s\\nArchitecture: all\\nMaintainer: a <a@example.org>\\n' "$1" "$2" >"$1/DEBIAN/control"
      printf 'Description: tiny\\n%s' "$3" >>"$1/DEBIAN/control"
      echo "$2" >"$1/usr/share/tiny/$1"
      if [ -n "$4" ]; then
        printf '#!/bin/sh\\n%s\\n' "$4" >"$1/DEBIAN/postinst"
        chmod 755 "$1/DEBIAN/postinst"
      fi
      dpkg-deb --build "$1" "$1_$2.deb" >/dev/null
      rm -r "$1"
    }
    needs='Depends: tiny-data
'
    make tiny 1.0 "$needs" ''
    make tiny 2.0 "$needs" ''
    make tiny-data 1.0 '' ''
    make broken 1.0 '' 'echo it goes wrong; exit 3'
    make slow 1.0 '' 'sleep 4'
    dpkg-scanpackages --multiversion . >Packages 2>/dev/null
    rm -rf /etc/apt/sources.list /etc/apt/sources.list.d/*
    echo 'deb [trusted=yes] file:/srv/packages ./' >/etc/apt/sources.list
    apt-get update >/dev/null 2>&1
  `);
}
