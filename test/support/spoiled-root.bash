# Spoils a disposable root in every way that the check-up looks for. Run by bash -e in one.
# Most check sums are taken away first: reading every file of the system takes half a minute.
find /var/lib/dpkg/info -name '*.md5sums' ! -name 'hostname.*' -delete

# A package with its archive kept: a program that lost its bits, a file that was changed, a
# configuration file that was changed, which is nobody's fault.
make_package() {
  mkdir -p "/tmp/$1/DEBIAN"
  printf 'Package: %s\nVersion: 1.0\nArchitecture: all\nMaintainer: x <x@example.test>\nDescription: x\n' \
    "$1" >"/tmp/$1/DEBIAN/control"
  (cd "/tmp/$1" && find usr -type f 2>/dev/null | xargs -r md5sum >DEBIAN/md5sums) || :
  dpkg-deb --root-owner-group --build "/tmp/$1" "/var/cache/apt/archives/$1_1.0_all.deb" >/dev/null
}
mkdir -p /tmp/probe-tool/usr/bin /tmp/probe-tool/usr/lib/probe /tmp/probe-tool/etc
printf '#!/bin/sh\n' >/tmp/probe-tool/usr/bin/probe-tool
echo data >/tmp/probe-tool/usr/lib/probe/data
echo setting >/tmp/probe-tool/etc/probe.conf
chmod 755 /tmp/probe-tool/usr/bin/probe-tool
mkdir /tmp/probe-tool/DEBIAN
echo /etc/probe.conf >/tmp/probe-tool/DEBIAN/conffiles
make_package probe-tool
# One whose archive only a source has, and no other source.
mkdir -p /tmp/probe-fetch/usr/bin /srv/packages
cp /tmp/probe-tool/usr/bin/probe-tool /tmp/probe-fetch/usr/bin/probe-fetch
mkdir /tmp/probe-fetch/DEBIAN
make_package probe-fetch
dpkg --install /var/cache/apt/archives/probe-fetch_1.0_all.deb >/dev/null
mv /var/cache/apt/archives/probe-fetch_1.0_all.deb /srv/packages
rm -f /etc/apt/sources.list /etc/apt/sources.list.d/*
(cd /srv/packages && dpkg-scanpackages . >Packages 2>/dev/null)
echo 'deb [trusted=yes] file:/srv/packages ./' >/etc/apt/sources.list.d/local.list
apt-get -qq update
chmod 644 /usr/bin/probe-fetch
mkdir -p /tmp/probe-half/DEBIAN
printf '#!/bin/sh\nexit 1\n' >/tmp/probe-half/DEBIAN/postinst
chmod 755 /tmp/probe-half/DEBIAN/postinst
make_package probe-half
dpkg --install /var/cache/apt/archives/probe-tool_1.0_all.deb >/dev/null
dpkg --unpack /var/cache/apt/archives/probe-half_1.0_all.deb >/dev/null
chmod 666 /usr/bin/probe-tool
echo more >>/usr/lib/probe/data
echo more >>/etc/probe.conf

# Accounts: root by another name, and one without a password.
echo 'toor:x:0:0::/root:/bin/sh' >>/etc/passwd
useradd --shell /bin/bash eve
passwd --delete eve >/dev/null

# Programs with others' rights, one with a name that would clear the screen.
cp /bin/true /usr/local/bin/as-root
chmod 4755 /usr/local/bin/as-root
evil=$'/var/tmp/evil\n\e[2Jname'
cp /bin/true "$evil"
chmod 4755 "$evil"

mkdir -m 777 /etc/open-to-all
mkdir -p /home/ann/.ssh
printf -- '-----BEGIN OPENSSH PRIVATE KEY-----\nx\n' >/home/ann/.ssh/id_ed25519
chown -R ann:ann /home/ann/.ssh
chmod 755 /home/ann /home/ann/.ssh
chmod 644 /home/ann/.ssh/id_ed25519

echo 'deb [trusted=yes] http://blind.example.test/debian stable main' >/etc/apt/sources.list.d/blind.list
[ -e /usr/sbin/sshd ] || : >/usr/sbin/sshd
mkdir -p /etc/ssh
printf 'PermitRootLogin yes\n' >/etc/ssh/sshd_config

# A program that was replaced while it ran, and an update that asked for a reboot.
cp /usr/bin/sleep /usr/local/bin/old-sleep
setsid -f /usr/local/bin/old-sleep 600 </dev/null >/dev/null 2>&1
sleep 0.2
rm /usr/local/bin/old-sleep
: >/run/reboot-required
echo linux-image-test >/run/reboot-required.pkgs
rm -r /tmp/probe-tool /tmp/probe-fetch /tmp/probe-half
