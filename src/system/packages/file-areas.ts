/** What kind of files a directory holds, as far as the machine's working goes. */
export type Area = "idle" | "programs" | "other";

/** Documentation, translations, caches and logs: nothing stops working without them. */
const idle =
  /^\/(?:usr\/(?:local\/)?share\/(?:doc|man|info|locale|lintian|bug|doc-base|menu|applications|icons|pixmaps|help|gtk-doc|i18n|bash-completion|zsh|fish|vim|nano|common-licenses|metainfo|reportbug|sounds|themes)|usr\/src|usr\/include|var\/(?:cache|log|tmp|backups|mail|spool)|tmp|run|etc\/skel)(?:\/|$)/;

const programs = /^\/(?:usr\/)?(?:s?bin|lib(?:32|64|x32|exec)?|games)(?:\/|$)/;

/** The area of a canonical directory. */
export function areaOf(directory: string): Area {
  if (idle.test(directory)) return "idle";
  return programs.test(directory) || directory === "/boot" ? "programs" : "other";
}
