/** Names of services that rules are written with, with their TCP ports. */
const services: Readonly<Record<string, string>> = {
  ssh: "22",
  openssh: "22",
  http: "80",
  www: "80",
  https: "443",
  domain: "53",
  dns: "53",
  smtp: "25",
  imap: "143",
  imaps: "993",
  ntp: "123",
  mysql: "3306",
  postgresql: "5432",
  "www full": "80,443",
  "nginx full": "80,443",
  "nginx http": "80",
  "nginx https": "443",
  "apache full": "80,443",
};

/**
 * Ports as effects tell them: `22`, `80,443`, `6000-6007`; `all` for every port. A protocol behind a
 * slash is left out, and UDP alone keeps it, since nobody logs in by it.
 */
export function portsOf(text: string): string {
  const [name = "", protocol] = text.toLowerCase().split("/");
  const ports = (services[name] ?? name).replace(/:/g, "-");
  return protocol === "udp" ? `${ports}/udp` : ports;
}
