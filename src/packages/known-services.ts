/** A service that a package usually starts as soon as it is installed. */
export interface KnownService {
  /** Its unit, without `.service`. */
  readonly unit: string;
  /** Where others can reach it by then; absent where only this machine can. */
  readonly ports: readonly number[];
}

let services: ReadonlyMap<string, KnownService> | undefined;

/**
 * What a package starts, as far as that is known without unpacking it. By custom a service of
 * Debian's runs from the moment its package is set up.
 */
export function knownServiceOf(name: string): KnownService | undefined {
  services ??= new Map(table.trim().split("\n").flatMap(readLine));
  return services.get(name.replace(/:.*/, ""));
}

function readLine(line: string): readonly (readonly [string, KnownService])[] {
  const [names = "", unit = "", ports = ""] = line.split("|").map((part) => part.trim());
  const service = { unit, ports: ports === "" ? [] : ports.split(" ").map(Number) };
  return names.split(" ").map((name) => [name, service]);
}

/** Packages | unit | ports that are open to others */
const table = `
apache2 | apache2 | 80
nginx nginx-core nginx-light nginx-full nginx-extras | nginx | 80
lighttpd | lighttpd | 80
caddy | caddy | 80
haproxy | haproxy |
varnish | varnish | 6081
squid | squid | 3128
tomcat10 | tomcat10 | 8080
postgresql postgresql-13 postgresql-14 postgresql-15 postgresql-16 postgresql-17 | postgresql |
mariadb-server mysql-server default-mysql-server | mariadb |
redis-server valkey-server | redis-server |
memcached | memcached |
couchdb | couchdb |
influxdb | influxdb | 8086
mosquitto | mosquitto |
rabbitmq-server | rabbitmq-server | 5672
openssh-server | ssh | 22
dropbear | dropbear | 22
xrdp | xrdp | 3389
tor | tor |
postfix | postfix | 25
exim4-daemon-light exim4-daemon-heavy | exim4 |
opensmtpd | opensmtpd |
dovecot-core | dovecot | 143
rspamd | rspamd |
spamassassin spamd | spamd |
clamav-daemon | clamav-daemon |
bind9 | named | 53
unbound | unbound |
dnsmasq | dnsmasq | 53
knot | knot | 53
nsd | nsd | 53
isc-dhcp-server | isc-dhcp-server | 67
kea-dhcp4-server | kea-dhcp4-server | 67
samba | smbd | 139 445
nfs-kernel-server | nfs-server | 2049
rpcbind | rpcbind | 111
vsftpd | vsftpd | 21
proftpd-core proftpd-basic | proftpd | 21
tftpd-hpa | tftpd-hpa | 69
cups cups-daemon | cups |
avahi-daemon | avahi-daemon | 5353
docker.io docker-ce | docker |
libvirt-daemon-system | libvirtd |
fail2ban | fail2ban |
crowdsec | crowdsec |
rsyslog | rsyslog |
cron | cron |
chrony | chrony |
ntpsec ntp | ntpsec | 123
snmpd | snmpd |
prometheus | prometheus | 9090
prometheus-node-exporter | prometheus-node-exporter | 9100
grafana | grafana-server | 3000
zabbix-agent | zabbix-agent | 10050
munin-node | munin-node | 4949
netdata | netdata |
jenkins | jenkins | 8080
minidlna | minidlna | 8200
cockpit | cockpit | 9090
smartmontools | smartmontools |
unattended-upgrades | unattended-upgrades |
`;
