// Written by scripts/generate-indexes.ts from the files of this folder: npm run indexes.
import type { Program } from "../domain/program.ts";
import { adduserProgram } from "./adduser.ts";
import { apkProgram } from "./apk.ts";
import { aptProgram } from "./apt.ts";
import { aptKeyProgram } from "./apt-key.ts";
import { aptMarkProgram } from "./apt-mark.ts";
import { aptitudeProgram } from "./aptitude.ts";
import { atProgram } from "./at.ts";
import { awkProgram } from "./awk.ts";
import { awsProgram } from "./aws.ts";
import { badblocksProgram } from "./badblocks.ts";
import { base64Program } from "./base64.ts";
import { basenameProgram } from "./basename.ts";
import { bcProgram } from "./bc.ts";
import { blkidProgram } from "./blkid.ts";
import { brewProgram } from "./brew.ts";
import { btrfsProgram } from "./btrfs.ts";
import { busyboxProgram } from "./busybox.ts";
import { bzip2Program } from "./bzip2.ts";
import { cargoProgram } from "./cargo.ts";
import { catProgram } from "./cat.ts";
import { chaclProgram } from "./chacl.ts";
import { chageProgram } from "./chage.ts";
import { chattrProgram } from "./chattr.ts";
import { chgrpProgram } from "./chgrp.ts";
import { chmodProgram } from "./chmod.ts";
import { chownProgram } from "./chown.ts";
import { chpasswdProgram } from "./chpasswd.ts";
import { chrootProgram } from "./chroot.ts";
import { chrtProgram } from "./chrt.ts";
import { chshProgram } from "./chsh.ts";
import { cksumProgram } from "./cksum.ts";
import { cmpProgram } from "./cmp.ts";
import { columnProgram } from "./column.ts";
import { commProgram } from "./comm.ts";
import { cpProgram } from "./cp.ts";
import { cpioProgram } from "./cpio.ts";
import { crontabProgram } from "./crontab.ts";
import { cryptsetupProgram } from "./cryptsetup.ts";
import { csplitProgram } from "./csplit.ts";
import { curlProgram } from "./curl.ts";
import { cutProgram } from "./cut.ts";
import { databaseClientsProgram } from "./database-clients.ts";
import { dateProgram } from "./date.ts";
import { ddProgram } from "./dd.ts";
import { ddrescueProgram } from "./ddrescue.ts";
import { debugfsProgram } from "./debugfs.ts";
import { deluserProgram } from "./deluser.ts";
import { desktopProgram } from "./desktop.ts";
import { dfProgram } from "./df.ts";
import { diffProgram } from "./diff.ts";
import { dirnameProgram } from "./dirname.ts";
import { dmsetupProgram } from "./dmsetup.ts";
import { dnfProgram } from "./dnf.ts";
import { doasProgram } from "./doas.ts";
import { dockerProgram } from "./docker.ts";
import { dos2unixProgram } from "./dos2unix.ts";
import { dpkgProgram } from "./dpkg.ts";
import { dpkgDivertProgram } from "./dpkg-divert.ts";
import { dpkgStatoverrideProgram } from "./dpkg-statoverride.ts";
import { duProgram } from "./du.ts";
import { dumpProgram } from "./dump.ts";
import { echoProgram } from "./echo.ts";
import { editorProgram } from "./editor.ts";
import { emergeProgram } from "./emerge.ts";
import { envProgram } from "./env.ts";
import { ethtoolProgram } from "./ethtool.ts";
import { expandProgram } from "./expand.ts";
import { exportfsProgram } from "./exportfs.ts";
import { exprProgram } from "./expr.ts";
import { factorProgram } from "./factor.ts";
import { fallocateProgram } from "./fallocate.ts";
import { fdiskProgram } from "./fdisk.ts";
import { fileProgram } from "./file.ts";
import { findProgram } from "./find.ts";
import { firewallCmdProgram } from "./firewall-cmd.ts";
import { flatpakProgram } from "./flatpak.ts";
import { flockProgram } from "./flock.ts";
import { fmtProgram } from "./fmt.ts";
import { foldProgram } from "./fold.ts";
import { fsckProgram } from "./fsck.ts";
import { fuserProgram } from "./fuser.ts";
import { gemProgram } from "./gem.ts";
import { getentProgram } from "./getent.ts";
import { getfaclProgram } from "./getfacl.ts";
import { gioProgram } from "./gio.ts";
import { gitProgram } from "./git.ts";
import { goProgram } from "./go.ts";
import { gpasswdProgram } from "./gpasswd.ts";
import { gpgProgram } from "./gpg.ts";
import { grepProgram } from "./grep.ts";
import { groupaddProgram } from "./groupadd.ts";
import { groupdelProgram } from "./groupdel.ts";
import { gzipProgram } from "./gzip.ts";
import { handrailProgram } from "./handrail.ts";
import { harmlessProgram } from "./harmless.ts";
import { hdparmProgram } from "./hdparm.ts";
import { headProgram } from "./head.ts";
import { hexdumpProgram } from "./hexdump.ts";
import { hostnameProgram } from "./hostname.ts";
import { hostnamectlProgram } from "./hostnamectl.ts";
import { httpServerProgram } from "./http-server.ts";
import { hwclockProgram } from "./hwclock.ts";
import { iconvProgram } from "./iconv.ts";
import { idProgram } from "./id.ts";
import { ifconfigProgram } from "./ifconfig.ts";
import { installProgram } from "./install.ts";
import { ioniceProgram } from "./ionice.ts";
import { ipProgram } from "./ip.ts";
import { iptablesProgram } from "./iptables.ts";
import { joinProgram } from "./join.ts";
import { jqProgram } from "./jq.ts";
import { killProgram } from "./kill.ts";
import { killallProgram } from "./killall.ts";
import { kubectlProgram } from "./kubectl.ts";
import { linkProgram } from "./link.ts";
import { lnProgram } from "./ln.ts";
import { localedefProgram } from "./localedef.ts";
import { losetupProgram } from "./losetup.ts";
import { lsProgram } from "./ls.ts";
import { lvmProgram } from "./lvm.ts";
import { machinectlProgram } from "./machinectl.ts";
import { mailProgram } from "./mail.ts";
import { makeProgram } from "./make.ts";
import { md5sumProgram } from "./md5sum.ts";
import { mdadmProgram } from "./mdadm.ts";
import { mkdirProgram } from "./mkdir.ts";
import { mkfifoProgram } from "./mkfifo.ts";
import { mkfsProgram } from "./mkfs.ts";
import { mknodProgram } from "./mknod.ts";
import { mktempProgram } from "./mktemp.ts";
import { modprobeProgram } from "./modprobe.ts";
import { mongoshProgram } from "./mongosh.ts";
import { mountProgram } from "./mount.ts";
import { mvProgram } from "./mv.ts";
import { mysqlProgram } from "./mysql.ts";
import { ncProgram } from "./nc.ts";
import { newgrpProgram } from "./newgrp.ts";
import { nftProgram } from "./nft.ts";
import { ngrokProgram } from "./ngrok.ts";
import { niceProgram } from "./nice.ts";
import { nixCollectGarbageProgram } from "./nix-collect-garbage.ts";
import { nixEnvProgram } from "./nix-env.ts";
import { nlProgram } from "./nl.ts";
import { nmcliProgram } from "./nmcli.ts";
import { nohupProgram } from "./nohup.ts";
import { npmProgram } from "./npm.ts";
import { nprocProgram } from "./nproc.ts";
import { npxProgram } from "./npx.ts";
import { numfmtProgram } from "./numfmt.ts";
import { nvmeProgram } from "./nvme.ts";
import { odProgram } from "./od.ts";
import { opensslProgram } from "./openssl.ts";
import { pacmanProgram } from "./pacman.ts";
import { passwdProgram } from "./passwd.ts";
import { pasteProgram } from "./paste.ts";
import { patchProgram } from "./patch.ts";
import { pipProgram } from "./pip.ts";
import { pkexecProgram } from "./pkexec.ts";
import { pkillProgram } from "./pkill.ts";
import { printenvProgram } from "./printenv.ts";
import { psqlProgram } from "./psql.ts";
import { pvProgram } from "./pv.ts";
import { pwckProgram } from "./pwck.ts";
import { pwdProgram } from "./pwd.ts";
import { pythonProgram } from "./python.ts";
import { questionsProgram } from "./questions.ts";
import { rcUpdateProgram } from "./rc-update.ts";
import { readlinkProgram } from "./readlink.ts";
import { realpathProgram } from "./realpath.ts";
import { redisCliProgram } from "./redis-cli.ts";
import { renameProgram } from "./rename.ts";
import { revProgram } from "./rev.ts";
import { rmProgram } from "./rm.ts";
import { rmdirProgram } from "./rmdir.ts";
import { rpmProgram } from "./rpm.ts";
import { rsyncProgram } from "./rsync.ts";
import { rtcwakeProgram } from "./rtcwake.ts";
import { runPartsProgram } from "./run-parts.ts";
import { run0Program } from "./run0.ts";
import { scpProgram } from "./scp.ts";
import { sedProgram } from "./sed.ts";
import { seqProgram } from "./seq.ts";
import { serverToolsProgram } from "./server-tools.ts";
import { serviceProgram } from "./service.ts";
import { setcapProgram } from "./setcap.ts";
import { setenforceProgram } from "./setenforce.ts";
import { setfaclProgram } from "./setfacl.ts";
import { setprivProgram } from "./setpriv.ts";
import { setsidProgram } from "./setsid.ts";
import { sftpProgram } from "./sftp.ts";
import { shProgram } from "./sh.ts";
import { shellScriptsProgram } from "./shell-scripts.ts";
import { shredProgram } from "./shred.ts";
import { shufProgram } from "./shuf.ts";
import { shutdownProgram } from "./shutdown.ts";
import { snapProgram } from "./snap.ts";
import { socatProgram } from "./socat.ts";
import { sortProgram } from "./sort.ts";
import { splitProgram } from "./split.ts";
import { sqlite3Program } from "./sqlite3.ts";
import { sshProgram } from "./ssh.ts";
import { sshCopyIdProgram } from "./ssh-copy-id.ts";
import { sshKeygenProgram } from "./ssh-keygen.ts";
import { statProgram } from "./stat.ts";
import { stdbufProgram } from "./stdbuf.ts";
import { straceProgram } from "./strace.ts";
import { stressProgram } from "./stress.ts";
import { stringsProgram } from "./strings.ts";
import { suProgram } from "./su.ts";
import { sudoProgram } from "./sudo.ts";
import { swaponProgram } from "./swapon.ts";
import { sysctlProgram } from "./sysctl.ts";
import { systemctlProgram } from "./systemctl.ts";
import { tacProgram } from "./tac.ts";
import { tailProgram } from "./tail.ts";
import { tarProgram } from "./tar.ts";
import { tasksetProgram } from "./taskset.ts";
import { teeProgram } from "./tee.ts";
import { terraformProgram } from "./terraform.ts";
import { timeProgram } from "./time.ts";
import { timeoutProgram } from "./timeout.ts";
import { tmuxProgram } from "./tmux.ts";
import { touchProgram } from "./touch.ts";
import { trProgram } from "./tr.ts";
import { trueProgram } from "./true.ts";
import { truncateProgram } from "./truncate.ts";
import { tsortProgram } from "./tsort.ts";
import { tune2fsProgram } from "./tune2fs.ts";
import { ufwProgram } from "./ufw.ts";
import { umountProgram } from "./umount.ts";
import { unameProgram } from "./uname.ts";
import { unexpandProgram } from "./unexpand.ts";
import { uniqProgram } from "./uniq.ts";
import { unlinkProgram } from "./unlink.ts";
import { unshareProgram } from "./unshare.ts";
import { unzipProgram } from "./unzip.ts";
import { updateAlternativesProgram } from "./update-alternatives.ts";
import { updateGrubProgram } from "./update-grub.ts";
import { updateRcDProgram } from "./update-rc-d.ts";
import { useraddProgram } from "./useradd.ts";
import { userdelProgram } from "./userdel.ts";
import { usermodProgram } from "./usermod.ts";
import { uvxProgram } from "./uvx.ts";
import { vipwProgram } from "./vipw.ts";
import { watchProgram } from "./watch.ts";
import { wcProgram } from "./wc.ts";
import { wgetProgram } from "./wget.ts";
import { whereisProgram } from "./whereis.ts";
import { whichProgram } from "./which.ts";
import { wipefsProgram } from "./wipefs.ts";
import { xargsProgram } from "./xargs.ts";
import { xbpsProgram } from "./xbps.ts";
import { xhostProgram } from "./xhost.ts";
import { xxdProgram } from "./xxd.ts";
import { xzProgram } from "./xz.ts";
import { yesProgram } from "./yes.ts";
import { zfsProgram } from "./zfs.ts";
import { zipProgram } from "./zip.ts";
import { zpoolProgram } from "./zpool.ts";
import { zstdProgram } from "./zstd.ts";
import { zypperProgram } from "./zypper.ts";

export const programs: readonly Program[] = [
  adduserProgram,
  apkProgram,
  aptProgram,
  aptKeyProgram,
  aptMarkProgram,
  aptitudeProgram,
  atProgram,
  awkProgram,
  awsProgram,
  badblocksProgram,
  base64Program,
  basenameProgram,
  bcProgram,
  blkidProgram,
  brewProgram,
  btrfsProgram,
  busyboxProgram,
  bzip2Program,
  cargoProgram,
  catProgram,
  chaclProgram,
  chageProgram,
  chattrProgram,
  chgrpProgram,
  chmodProgram,
  chownProgram,
  chpasswdProgram,
  chrootProgram,
  chrtProgram,
  chshProgram,
  cksumProgram,
  cmpProgram,
  columnProgram,
  commProgram,
  cpProgram,
  cpioProgram,
  crontabProgram,
  cryptsetupProgram,
  csplitProgram,
  curlProgram,
  cutProgram,
  databaseClientsProgram,
  dateProgram,
  ddProgram,
  ddrescueProgram,
  debugfsProgram,
  deluserProgram,
  desktopProgram,
  dfProgram,
  diffProgram,
  dirnameProgram,
  dmsetupProgram,
  dnfProgram,
  doasProgram,
  dockerProgram,
  dos2unixProgram,
  dpkgProgram,
  dpkgDivertProgram,
  dpkgStatoverrideProgram,
  duProgram,
  dumpProgram,
  echoProgram,
  editorProgram,
  emergeProgram,
  envProgram,
  ethtoolProgram,
  expandProgram,
  exportfsProgram,
  exprProgram,
  factorProgram,
  fallocateProgram,
  fdiskProgram,
  fileProgram,
  findProgram,
  firewallCmdProgram,
  flatpakProgram,
  flockProgram,
  fmtProgram,
  foldProgram,
  fsckProgram,
  fuserProgram,
  gemProgram,
  getentProgram,
  getfaclProgram,
  gioProgram,
  gitProgram,
  goProgram,
  gpasswdProgram,
  gpgProgram,
  grepProgram,
  groupaddProgram,
  groupdelProgram,
  gzipProgram,
  handrailProgram,
  harmlessProgram,
  hdparmProgram,
  headProgram,
  hexdumpProgram,
  hostnameProgram,
  hostnamectlProgram,
  httpServerProgram,
  hwclockProgram,
  iconvProgram,
  idProgram,
  ifconfigProgram,
  installProgram,
  ioniceProgram,
  ipProgram,
  iptablesProgram,
  joinProgram,
  jqProgram,
  killProgram,
  killallProgram,
  kubectlProgram,
  linkProgram,
  lnProgram,
  localedefProgram,
  losetupProgram,
  lsProgram,
  lvmProgram,
  machinectlProgram,
  mailProgram,
  makeProgram,
  md5sumProgram,
  mdadmProgram,
  mkdirProgram,
  mkfifoProgram,
  mkfsProgram,
  mknodProgram,
  mktempProgram,
  modprobeProgram,
  mongoshProgram,
  mountProgram,
  mvProgram,
  mysqlProgram,
  ncProgram,
  newgrpProgram,
  nftProgram,
  ngrokProgram,
  niceProgram,
  nixCollectGarbageProgram,
  nixEnvProgram,
  nlProgram,
  nmcliProgram,
  nohupProgram,
  npmProgram,
  nprocProgram,
  npxProgram,
  numfmtProgram,
  nvmeProgram,
  odProgram,
  opensslProgram,
  pacmanProgram,
  passwdProgram,
  pasteProgram,
  patchProgram,
  pipProgram,
  pkexecProgram,
  pkillProgram,
  printenvProgram,
  psqlProgram,
  pvProgram,
  pwckProgram,
  pwdProgram,
  pythonProgram,
  questionsProgram,
  rcUpdateProgram,
  readlinkProgram,
  realpathProgram,
  redisCliProgram,
  renameProgram,
  revProgram,
  rmProgram,
  rmdirProgram,
  rpmProgram,
  rsyncProgram,
  rtcwakeProgram,
  runPartsProgram,
  run0Program,
  scpProgram,
  sedProgram,
  seqProgram,
  serverToolsProgram,
  serviceProgram,
  setcapProgram,
  setenforceProgram,
  setfaclProgram,
  setprivProgram,
  setsidProgram,
  sftpProgram,
  shProgram,
  shellScriptsProgram,
  shredProgram,
  shufProgram,
  shutdownProgram,
  snapProgram,
  socatProgram,
  sortProgram,
  splitProgram,
  sqlite3Program,
  sshProgram,
  sshCopyIdProgram,
  sshKeygenProgram,
  statProgram,
  stdbufProgram,
  straceProgram,
  stressProgram,
  stringsProgram,
  suProgram,
  sudoProgram,
  swaponProgram,
  sysctlProgram,
  systemctlProgram,
  tacProgram,
  tailProgram,
  tarProgram,
  tasksetProgram,
  teeProgram,
  terraformProgram,
  timeProgram,
  timeoutProgram,
  tmuxProgram,
  touchProgram,
  trProgram,
  trueProgram,
  truncateProgram,
  tsortProgram,
  tune2fsProgram,
  ufwProgram,
  umountProgram,
  unameProgram,
  unexpandProgram,
  uniqProgram,
  unlinkProgram,
  unshareProgram,
  unzipProgram,
  updateAlternativesProgram,
  updateGrubProgram,
  updateRcDProgram,
  useraddProgram,
  userdelProgram,
  usermodProgram,
  uvxProgram,
  vipwProgram,
  watchProgram,
  wcProgram,
  wgetProgram,
  whereisProgram,
  whichProgram,
  wipefsProgram,
  xargsProgram,
  xbpsProgram,
  xhostProgram,
  xxdProgram,
  xzProgram,
  yesProgram,
  zfsProgram,
  zipProgram,
  zpoolProgram,
  zstdProgram,
  zypperProgram,
];
