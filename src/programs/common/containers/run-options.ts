/** Options of `docker run` and `docker create` that stand alone. */
const flags =
  "-d --detach|-i --interactive|-t --tty|-P --publish-all|-q --quiet|--rm|--privileged|--init|--read-only|--no-healthcheck|--oom-kill-disable|--sig-proxy|--disable-content-trust|--replace|--use-api-socket|--rmi|--tls-verify";

/** Those that take a word. */
const values =
  "-v --volume|--mount|-e --env|--env-file|-p --publish|--name|-u --user|-w --workdir|-h --hostname|-l --label|--label-file|--network --net|--network-alias --net-alias|--ip|--ip6|--link|--expose|--add-host|--dns|--dns-option|--dns-search|--domainname|--mac-address|--entrypoint|--restart|--pull|--platform|--pid|--ipc|--uts|--userns|--cgroupns|--cgroup-parent|--cap-add|--cap-drop|--security-opt|--device|--device-cgroup-rule|--device-read-bps|--device-read-iops|--device-write-iops|--blkio-weight-device|--cpu-count|--cpu-percent|--cpu-rt-period|--cpu-rt-runtime|--health-start-interval|--io-maxbandwidth|--io-maxiops|--kernel-memory|--link-local-ip|--device-write-bps|--gpus|--group-add|-m --memory|--memory-reservation|--memory-swap|--memory-swappiness|--shm-size|--cpus|--cpu-shares|--cpu-period|--cpu-quota|--cpuset-cpus|--cpuset-mems|--blkio-weight|--pids-limit|--ulimit|--oom-score-adj|--tmpfs|--volumes-from|--volume-driver|--storage-opt|--sysctl|--runtime|--isolation|--annotation|--cidfile|--log-driver|--log-opt|--stop-signal|--stop-timeout|--health-cmd|--health-interval|--health-retries|--health-timeout|--health-start-period|-a --attach|--detach-keys|--secret|--pod|--systemd|--authfile|--arch|--os";

export const runOptions: readonly string[] = [
  ...flags.split("|"),
  ...values.split("|").map((entry) =>
    entry
      .split(" ")
      .map((name) => (name.startsWith("--") ? `${name}=VALUE` : `${name} VALUE`))
      .join(" "),
  ),
];
