/** Something people look for without knowing any package's name. */
export interface Role {
  readonly name: string;
  /** Other words for it. */
  readonly synonyms: readonly string[];
  /** What fills it, best known first, by the names of several distributions. */
  readonly packages: readonly string[];
}

let roles: readonly Role[] | undefined;

/** The roles that are known, read out of the table when they are first asked for. */
export function knownRoles(): readonly Role[] {
  roles ??= table
    .trim()
    .split("\n")
    .map((line) => {
      const [name = "", synonyms = "", packages = ""] = line.split("|").map((part) => part.trim());
      return {
        name,
        synonyms: synonyms.split(",").map((word) => word.trim()),
        packages: packages.split(/\s+/),
      };
    });
  return roles;
}

/** Role | other words for it | packages that fill it. */
const table = `
web server | http, website, www | nginx apache2 httpd caddy lighttpd
database | sql, db, relational | postgresql mariadb-server mysql-server sqlite3
key-value store | cache server, in-memory | redis-server redis valkey memcached
document database | nosql, json store | couchdb mongodb-server
reverse proxy | load balancer, proxy | haproxy nginx traefik varnish
web cache | proxy cache | squid varnish
mail server | smtp, email, mta | postfix exim4 opensmtpd
mailbox server | imap, pop3, email | dovecot-imapd cyrus-imapd
mail reader | email, imap | thunderbird mutt neomutt evolution
spam filter | antispam | rspamd spamassassin
name server | dns, domain | bind9 unbound dnsmasq knot nsd
address assignment | dhcp server | kea-dhcp4-server isc-dhcp-server dnsmasq
file sharing | windows share, smb, nas | samba nfs-kernel-server
file transfer server | ftp, sftp | vsftpd proftpd-core openssh-server
remote login | ssh, remote shell | openssh-server dropbear mosh
remote desktop | vnc, rdp | xrdp tigervnc-standalone-server remmina
vpn | tunnel, private network | wireguard openvpn strongswan tailscale
firewall | packet filter, ports | ufw firewalld nftables
intrusion prevention | ban, brute force | fail2ban crowdsec sshguard
virus scanner | antivirus, malware | clamav
backup | archive, snapshot, restore | restic borgbackup duplicity rsnapshot bacula
file synchronization | sync, mirror | rsync syncthing unison rclone
monitoring | metrics, alerts | prometheus zabbix-agent munin netdata nagios4
dashboards | graphs, charts | grafana
log collection | syslog, logging | rsyslog syslog-ng vector
process viewer | task manager, cpu, memory | htop btop top atop glances
disk usage | space, du, full disk | ncdu duf baobab
disk health | smart, hard disk | smartmontools
partition editor | disks, gparted | gparted parted gdisk
containers | docker, podman, oci | podman docker.io docker-ce
container orchestration | kubernetes, cluster | k3s kubectl
virtual machines | vm, hypervisor, kvm | qemu-system-x86 virt-manager libvirt-daemon-system
configuration management | automation, provisioning | ansible puppet salt-master
version control | source control, repository | git mercurial subversion
git server | forge, code hosting | gitea forgejo gitolite3
continuous integration | ci, build server | jenkins buildbot
text editor | edit files | nano vim micro emacs
code editor | ide, programming | code vim-gtk3 emacs geany
c compiler | gcc, build tools, make | build-essential gcc clang
python | programming language | python3 python3-pip python3-venv
javascript runtime | node, npm | nodejs npm
java | jdk, jre, runtime | default-jdk default-jre openjdk-17-jdk
php | web language | php php-fpm
go compiler | golang | golang-go
rust compiler | cargo | rustc cargo
ruby | programming language | ruby
web browser | internet, browse | firefox-esr firefox chromium
text browser | terminal browser, www | w3m lynx links elinks
download manager | fetch, download | wget curl aria2
office suite | word processor, spreadsheet, documents | libreoffice abiword
pdf viewer | read pdf, documents | evince okular zathura
pdf tools | merge pdf, split pdf | qpdf poppler-utils pdftk-java
image editor | photos, pictures, graphics | gimp krita inkscape
image viewer | photos, pictures | feh gthumb eog
image conversion | resize pictures, photos | imagemagick graphicsmagick
video player | movies, media | vlc mpv totem
video conversion | transcode, audio conversion | ffmpeg handbrake-cli
music player | audio, mp3 | rhythmbox cmus moc audacious
sound editor | audio recording | audacity ardour
chat | irc, messenger | weechat irssi hexchat
password manager | passwords, secrets | keepassxc pass
encryption | gpg, sign, crypt | gnupg age
disk encryption | luks | cryptsetup
archive tools | zip, unzip, 7z, rar | p7zip-full unzip zip unrar-free
terminal multiplexer | sessions, detach | tmux screen byobu
shell | command line | zsh fish bash
file manager | browse files, commander | mc ranger nnn thunar
search in files | grep, find text | ripgrep silversearcher-ag ack
json tool | jq, parse json | jq
certificates | tls, letsencrypt, https | certbot
time synchronization | ntp, clock | chrony systemd-timesyncd ntpsec
print server | printer, printing | cups
scanner | scanning | simple-scan sane-utils
desktop | graphical interface, gui | gnome-core kde-plasma-desktop xfce4 lxqt
automatic updates | security updates, unattended | unattended-upgrades
network analysis | packets, sniffer, ports | wireshark tcpdump nmap
speed test | bandwidth | iperf3 speedtest-cli
media server | streaming | minidlna jellyfin
wireless access point | hotspot, wifi | hostapd
`;
