import type { DisposableRoot } from "./disposable-root.ts";

/**
 * Gives a disposable root sources of its own, folders with packages made on the spot, all but the
 * last signed by a throwaway key:
 *
 * - `example`: `gong` 1.0 and 2.0, which need `gong-data` and have /etc/gong.conf, another in each
 *   version; `triangle`, which conflicts with `gong`; `gong-club`, which needs `gong`; `hollow`,
 *   which needs what nobody has; `limping`, whose script fails while /srv/limp is there; `wood` 1.0.
 * - `security`: `wood` 1.1, with the label that marks updates which mend faults.
 * - `unsigned`: `whistle`, declared to be trusted without a signature.
 *
 * `gong` 1.0, `gong-club` and `wood` 1.0 are installed to begin with.
 */
export function offerPackages(root: DisposableRoot): void {
  root.do(script);
}

const script = String.raw`
rm -rf /etc/apt/sources.list /etc/apt/sources.list.d/* /etc/apt/preferences.d/* /var/lib/apt/lists/*
mkdir -p /srv/repositories/example /srv/repositories/security /srv/repositories/unsigned
cd /srv/repositories

# make REPOSITORY NAME VERSION [FIELD...]: a package of one file; its script may be in "script".
make() {
  local folder=$1/$2 repository=$1 name=$2 version=$3
  shift 3
  mkdir -p "$folder/DEBIAN" "$folder/usr/share/$name"
  printf '%s %s\n' "$name" "$version" >"$folder/usr/share/$name/version"
  {
    printf 'Package: %s\nVersion: %s\nArchitecture: all\nMaintainer: A <a@example.org>\n' "$name" "$version"
    printf 'Installed-Size: 12\n'
    for field; do printf '%s\n' "$field"; done
    printf 'Description: %s for tests\n Long words about it.\n .\n And more.\n' "$name"
  } >"$folder/DEBIAN/control"
  if [ -n "$script" ]; then
    printf '#!/bin/sh\n%s\n' "$script" >"$folder/DEBIAN/postinst"
    chmod 755 "$folder/DEBIAN/postinst"
  fi
  if [ -n "$setting" ]; then
    mkdir -p "$folder/etc"
    printf '%s\n' "$setting" >"$folder/etc/$name.conf"
    printf '/etc/%s.conf\n' "$name" >"$folder/DEBIAN/conffiles"
  fi
  dpkg-deb --root-owner-group --build "$folder" "$repository/$name""_$version""_all.deb" >/dev/null
  rm -r "$folder"
}
script='' setting=''
setting='loudness 1' make example gong 1.0 'Depends: gong-data'
setting='loudness 2' make example gong 2.0 'Depends: gong-data'
make example gong-data 1.0
make example triangle 1.0 'Conflicts: gong'
make example gong-club 1.0 'Depends: gong'
make example hollow 1.0 'Depends: nobody-has-this'
script='test ! -e /srv/limp' make example limping 1.0
make example wood 1.0
make security wood 1.1
make unsigned whistle 1.0

export GNUPGHOME=/srv/key
mkdir -m 700 "$GNUPGHOME"
gpg --batch --quiet --passphrase '' --quick-generate-key 'Tests <tests@example.org>' ed25519 sign never
mkdir -p /etc/apt/keyrings
gpg --batch --export --armor >/etc/apt/keyrings/tests.asc

# release REPOSITORY LABEL SUITE: the lists of a repository, signed.
release() {
  cd "/srv/repositories/$1"
  dpkg-scanpackages --multiversion . >Packages 2>/dev/null
  {
    printf 'Origin: %s\nLabel: %s\nSuite: %s\nCodename: %s\nArchitectures: all\n' Example "$2" "$3" "$3"
    printf 'Date: %s\nSHA256:\n' "$(LC_ALL=C date -u -R)"
    printf ' %s %s Packages\n' "$(sha256sum <Packages | cut -d' ' -f1)" "$(stat -c %s Packages)"
  } >Release
  gpg --batch --yes --quiet --clearsign --output InRelease Release
}
release example Example stable
release security Example-Security stable-security
cd /srv/repositories/unsigned && dpkg-scanpackages . >Packages 2>/dev/null

for name in example security; do
  printf 'Types: deb\nURIs: file:/srv/repositories/%s\nSuites: ./\nSigned-By: /etc/apt/keyrings/tests.asc\n\n' "$name"
done >/etc/apt/sources.list.d/tests.sources
echo 'deb [trusted=yes] file:/srv/repositories/unsigned ./' >/etc/apt/sources.list.d/unsigned.list
apt-get update 2>&1
apt-get install -y gong=1.0 gong-club wood=1.0 2>&1
`;
